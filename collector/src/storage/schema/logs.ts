/** What was counted of the log. Its lines are in logs.db or in Loki. */
export const logSchema = `
  CREATE TABLE log_totals (
    device_id TEXT NOT NULL,
    level TEXT NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (device_id, level)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE log_errors (
    device_id TEXT NOT NULL,
    hour INTEGER NOT NULL, -- since 1970
    errors INTEGER NOT NULL,
    PRIMARY KEY (device_id, hour)
  ) STRICT, WITHOUT ROWID;
`
