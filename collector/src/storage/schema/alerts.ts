/** Alerts, each from its start to its end, and who was notified of them. */
export const alertsSchema = `
  CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL, -- Alertmanager's hash of the labels
    starts_ms INTEGER NOT NULL,
    ends_ms INTEGER, -- null while it fires
    name TEXT NOT NULL,
    severity TEXT,
    device TEXT,
    site TEXT,
    labels TEXT NOT NULL, -- JSON, as are annotations
    annotations TEXT NOT NULL,
    acknowledged_ms INTEGER,
    acknowledged_by TEXT,
    note TEXT,
    UNIQUE (fingerprint, starts_ms)
  ) STRICT;
  CREATE UNIQUE INDEX alerts_firing ON alerts (fingerprint) WHERE ends_ms IS NULL;
  CREATE INDEX alerts_by_start ON alerts (starts_ms, id);
  CREATE INDEX alerts_by_end ON alerts (ends_ms) WHERE ends_ms IS NOT NULL;
  CREATE INDEX alerts_of_device ON alerts (device, starts_ms) WHERE device IS NOT NULL;

  CREATE TABLE alert_receivers (
    alert INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    receiver TEXT NOT NULL,
    state TEXT NOT NULL, -- firing or resolved
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    delivered INTEGER NOT NULL, -- whether the last message is known to have been taken
    PRIMARY KEY (alert, receiver, state)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_receivers_by_last ON alert_receivers (receiver, last_ms);
`
