/** The tables of the embedded log store. Usage is kept by triggers, so that retention need not add up the lines. */
export const logSchema = `
  CREATE TABLE log_lines (
    id INTEGER PRIMARY KEY,
    device_id TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    event_ms INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    level TEXT NOT NULL,
    unit TEXT,
    message TEXT NOT NULL,
    context TEXT,
    request_id TEXT NOT NULL,
    run_id TEXT, -- of a line that tells of an update
    bytes INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX log_lines_of_device ON log_lines (device_id, id);
  CREATE INDEX log_lines_of_request ON log_lines (request_id);
  CREATE INDEX log_lines_of_run ON log_lines (run_id) WHERE run_id IS NOT NULL;
  CREATE INDEX log_lines_received ON log_lines (received_ms); -- ids follow it only while the server's clock never goes back
  CREATE INDEX log_lines_errors ON log_lines (event_ms) WHERE level = 'error';
  CREATE TABLE log_totals (
    device_id TEXT NOT NULL,
    level TEXT NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (device_id, level)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE log_usage (
    device_id TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE log_marks (
    device_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (device_id, stream)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER log_lines_added AFTER INSERT ON log_lines BEGIN
    INSERT INTO log_usage (device_id, bytes) VALUES (new.device_id, new.bytes)
    ON CONFLICT (device_id) DO UPDATE SET bytes = bytes + excluded.bytes;
  END;
  CREATE TRIGGER log_lines_removed AFTER DELETE ON log_lines BEGIN
    UPDATE log_usage SET bytes = bytes - old.bytes WHERE device_id = old.device_id;
  END;
`
