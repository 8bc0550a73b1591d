/** The log's way in: batches that wait for the backend (logs.db or Loki), what of them was taken before, and what was counted. */
export const logSchema = `
  CREATE TABLE log_queue (
    position INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: the backend knows a batch by it
    device_id TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    run_id TEXT, -- of lines that tell of an update
    lines TEXT NOT NULL, -- JSON
    bytes INTEGER NOT NULL
  ) STRICT;
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
  CREATE TABLE log_marks (
    device_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (device_id, stream)
  ) STRICT, WITHOUT ROWID;
`
