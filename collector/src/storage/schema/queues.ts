/** Of batches that wait. A position is never given twice: a batch is known by it where it goes. */
const queueTable = (table: string): string => `
  CREATE TABLE ${table} (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    device_id TEXT NOT NULL,
    content TEXT NOT NULL, -- JSON
    bytes INTEGER NOT NULL
  ) STRICT;
`

/** What came and is on its way: log lines to their backend (logs.db or Loki), late samples to Prometheus; and what was taken before. */
export const queueSchema = `
  ${queueTable('log_queue')}
  ${queueTable('sample_queue')}
  CREATE TABLE batch_marks (
    kind TEXT NOT NULL, -- logs, samples
    device_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (device_id, stream, kind)
  ) STRICT, WITHOUT ROWID;
`

const rowsTable = (name: string, table: string): string => `
  INSERT INTO queue_positions (queue, position) SELECT '${name}', seq FROM sqlite_sequence WHERE name = '${table}';
  ALTER TABLE ${table} RENAME TO ${table}_before;
  CREATE TABLE ${table} (
    position INTEGER PRIMARY KEY, -- of the first batch
    batches ANY NOT NULL, -- what is known of each: JSON, compressed where there are several
    contents ANY NOT NULL -- the same
  ) STRICT;
  INSERT INTO ${table} SELECT position, json_array(json_array(device_id, bytes)), '[' || content || ']' FROM ${table}_before;
  DROP TABLE ${table}_before;
`

/** A row has batches of several devices that share a commit (ADR 73). Their marks and counts are in it, and in the tables once it goes. */
export const queueRowsSchema = `
  CREATE TABLE queue_positions (
    queue TEXT PRIMARY KEY,
    position INTEGER NOT NULL -- the highest that was given before the last removal
  ) STRICT, WITHOUT ROWID;
  ${rowsTable('logs', 'log_queue')}
  ${rowsTable('samples', 'sample_queue')}
`
