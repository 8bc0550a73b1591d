/** What logs/ writes and reads. */
export const logStatements = {
  /** A guard: changes no row for a batch that was here before. */
  'logs.mark': `
    INSERT INTO log_marks (device_id, stream, sequence, updated_ms) VALUES (:device, :stream, :sequence, :now)
    ON CONFLICT (device_id, stream) DO UPDATE SET sequence = excluded.sequence, updated_ms = excluded.updated_ms WHERE excluded.sequence > sequence`,
  'logs.enqueue': `
    INSERT INTO log_queue (position, device_id, received_ms, request_id, run_id, lines, bytes) VALUES (:position, :device, :received, :request, :run, :lines, :bytes)`,
  'logs.dequeue': 'DELETE FROM log_queue WHERE position IN (SELECT value FROM json_each(:positions))',
  'logs.count': `
    INSERT INTO log_totals (device_id, level, lines) SELECT :device, key, value FROM json_each(:counts) WHERE true
    ON CONFLICT (device_id, level) DO UPDATE SET lines = lines + excluded.lines`,
  'logs.countErrors': `
    INSERT INTO log_errors (device_id, hour, errors) SELECT :device, CAST(key AS INTEGER), value FROM json_each(:hours) WHERE true
    ON CONFLICT (device_id, hour) DO UPDATE SET errors = errors + excluded.errors`,
  /** Followed by the removal of those hours. */
  'logs.clampErrors': `
    INSERT INTO log_errors (device_id, hour, errors) SELECT device_id, :hour, sum(errors) FROM log_errors WHERE hour > :hour GROUP BY device_id
    ON CONFLICT (device_id, hour) DO UPDATE SET errors = errors + excluded.errors`,
  'logs.removeErrorsAfter': 'DELETE FROM log_errors WHERE hour > :hour',
  'logs.removeErrorsBefore': 'DELETE FROM log_errors WHERE hour < :hour',
  'logs.clampMarks': 'UPDATE log_marks SET updated_ms = :now WHERE updated_ms > :now',
  'logs.removeOldMarks': 'DELETE FROM log_marks WHERE updated_ms < :before'
}

export const logQueries = {
  'logs.lastPosition': "SELECT seq AS position FROM sqlite_sequence WHERE name = 'log_queue'",
  'logs.queue': 'SELECT position, device_id, bytes FROM log_queue ORDER BY position',
  'logs.queuedAt': 'SELECT position, device_id, received_ms, request_id, run_id, lines FROM log_queue WHERE position IN (SELECT value FROM json_each(:positions))',
  'logs.totals': 'SELECT device_id, level, lines FROM log_totals',
  'logs.errors': 'SELECT device_id, hour, errors FROM log_errors',
  'logs.marksAhead': 'SELECT EXISTS (SELECT 1 FROM log_marks WHERE updated_ms > :now) AS ahead',
  'logs.acknowledged': 'SELECT sequence FROM log_marks WHERE device_id = :device AND stream = :stream'
}
