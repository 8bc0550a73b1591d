/** A table of batches that wait. A position is never given twice: its destination knows a batch by it. */
const queueTable = (table: string): string => `
  CREATE TABLE ${table} (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    device_id TEXT NOT NULL,
    content TEXT NOT NULL, -- JSON
    bytes INTEGER NOT NULL
  ) STRICT;
`

/**
 * Batches on their way: log lines to their backend (logs.db or Loki), late samples to Prometheus; and the marks of batches taken before.
 */
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

type Sql = Readonly<Record<string, string>>

const statementsOf = (name: string, table: string): Sql => ({
  [`${name}.enqueue`]: `INSERT INTO ${table} (position, batches, contents) VALUES (:position, :batches, :contents)`,
  [`${name}.dequeue`]: `DELETE FROM ${table} WHERE position IN (SELECT value FROM json_each(:positions))`
})
const queriesOf = (name: string, table: string): Sql => ({
  [`${name}.queue`]: `SELECT position, batches FROM ${table} ORDER BY position`,
  [`${name}.queuedAt`]: `SELECT position, contents FROM ${table} WHERE position IN (SELECT value FROM json_each(:positions))`
})

const higherSequence = `
    ON CONFLICT (device_id, stream, kind) DO UPDATE SET sequence = excluded.sequence, updated_ms = excluded.updated_ms
    WHERE excluded.sequence > sequence`

export const queueStatements: Sql = {
  ...statementsOf('logs', 'log_queue'),
  ...statementsOf('samples', 'sample_queue'),
  'queues.keepPosition': `
    INSERT INTO queue_positions (queue, position) VALUES (:queue, :position)
    ON CONFLICT (queue) DO UPDATE SET position = max(position, excluded.position)`,
  'queues.forgetPosition': 'DELETE FROM queue_positions WHERE queue = :queue',
  /** A guard: changes no row for a batch that was here before. */
  'marks.set': `
    INSERT INTO batch_marks (kind, device_id, stream, sequence, updated_ms) VALUES (:kind, :device, :stream, :sequence, :now)
    ${higherSequence}`,
  'marks.setAll': `
    INSERT INTO batch_marks (kind, device_id, stream, sequence, updated_ms)
    SELECT :kind, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(:marks) WHERE true
    ${higherSequence}`,
  'marks.clamp': 'UPDATE batch_marks SET updated_ms = :now WHERE kind = :kind AND updated_ms > :now',
  'marks.removeSurplus': `
    DELETE FROM batch_marks WHERE kind = :kind AND (device_id, stream) IN (
      SELECT device_id, stream FROM (
        SELECT device_id, stream, row_number() OVER (PARTITION BY device_id ORDER BY updated_ms DESC) AS place FROM batch_marks WHERE kind = :kind
      ) WHERE place > :keep)`,
  'marks.removeOld': 'DELETE FROM batch_marks WHERE kind = :kind AND updated_ms < :before'
}

export const queueQueries: Sql = {
  ...queriesOf('logs', 'log_queue'),
  ...queriesOf('samples', 'sample_queue'),
  'queues.position': 'SELECT position FROM queue_positions WHERE queue = :queue',
  'marks.haveSurplus': 'SELECT EXISTS (SELECT 1 FROM batch_marks WHERE kind = :kind GROUP BY device_id HAVING count(*) > :keep) AS surplus',
  'marks.ahead': 'SELECT EXISTS (SELECT 1 FROM batch_marks WHERE kind = :kind AND updated_ms > :now) AS ahead',
  'marks.acknowledged': 'SELECT sequence FROM batch_marks WHERE kind = :kind AND device_id = :device AND stream = :stream'
}
