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
