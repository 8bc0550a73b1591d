type Sql = Readonly<Record<string, string>>

const statementsOf = (name: string, table: string): Sql => ({
  [`${name}.enqueue`]: `INSERT INTO ${table} (position, batches, contents) VALUES (:position, :batches, :contents)`,
  [`${name}.dequeue`]: `DELETE FROM ${table} WHERE position IN (SELECT value FROM json_each(:positions))`
})
const queriesOf = (name: string, table: string): Sql => ({
  [`${name}.lastPosition`]: `SELECT position FROM queue_positions WHERE queue = '${name}'`,
  [`${name}.queue`]: `SELECT position, batches FROM ${table} ORDER BY position`,
  [`${name}.queuedAt`]: `SELECT position, contents FROM ${table} WHERE position IN (SELECT value FROM json_each(:positions))`
})

const higherSequence = `
    ON CONFLICT (device_id, stream, kind) DO UPDATE SET sequence = excluded.sequence, updated_ms = excluded.updated_ms
    WHERE excluded.sequence > sequence`

/** What queue/ writes and reads. */
export const queueStatements: Sql = {
  ...statementsOf('logs', 'log_queue'),
  ...statementsOf('samples', 'sample_queue'),
  'queues.keepPosition': `
    INSERT INTO queue_positions (queue, position) VALUES (:queue, :position)
    ON CONFLICT (queue) DO UPDATE SET position = max(position, excluded.position)`,
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
  'marks.haveSurplus': 'SELECT EXISTS (SELECT 1 FROM batch_marks WHERE kind = :kind GROUP BY device_id HAVING count(*) > :keep) AS surplus',
  'marks.ahead': 'SELECT EXISTS (SELECT 1 FROM batch_marks WHERE kind = :kind AND updated_ms > :now) AS ahead',
  'marks.acknowledged': 'SELECT sequence FROM batch_marks WHERE kind = :kind AND device_id = :device AND stream = :stream'
}
