/** What logs/ writes and reads. */
export const logStatements = {
  /** A guard: changes no row for a batch that was here before. */
  'logs.mark': `
    INSERT INTO log_marks (device_id, stream, sequence, updated_ms) VALUES (:device, :stream, :sequence, :now)
    ON CONFLICT (device_id, stream) DO UPDATE SET sequence = excluded.sequence, updated_ms = excluded.updated_ms WHERE excluded.sequence > sequence`,
  /** `lines`: a JSON array; see sqlite-log-store.ts. Beside its text a line takes some 200 bytes, most of them in the indexes (measured). */
  'logs.insert': `
    INSERT INTO log_lines (id, device_id, received_ms, event_ms, estimated, level, unit, message, context, request_id, run_id, bytes)
    SELECT value ->> 'id', :device, :received, value ->> 'eventMs', value ->> 'estimated', value ->> 'level', value ->> 'unit', value ->> 'message',
      value ->> 'context', :request, :run, 200 + octet_length(value ->> 'message') + coalesce(octet_length(value ->> 'context'), 0)
    FROM json_each(:lines)`,
  'logs.count': `
    INSERT INTO log_totals (device_id, level, lines) SELECT :device, key, value FROM json_each(:counts) WHERE true
    ON CONFLICT (device_id, level) DO UPDATE SET lines = lines + excluded.lines`,
  /** As many lines at once as leave the writer free for others in between; found by the index on their receipt. */
  'logs.removeOld': 'DELETE FROM log_lines WHERE id IN (SELECT id FROM log_lines WHERE received_ms < :before ORDER BY received_ms LIMIT :count)',
  /** Where all lines take more than `maxBytes`: the oldest of the device with the most, at most `count` lines, and so many as make up the excess or `atMost` bytes. */
  'logs.removeOldestOverLimit': `
    DELETE FROM log_lines WHERE id IN (
      SELECT id FROM (
        SELECT id, sum(bytes) OVER (ORDER BY id) - bytes AS older FROM (
          SELECT id, bytes FROM log_lines
          WHERE device_id = (SELECT device_id FROM log_usage WHERE (SELECT sum(bytes) FROM log_usage) > :maxBytes ORDER BY bytes DESC LIMIT 1)
          ORDER BY id LIMIT :count))
      WHERE older < min(:atMost, (SELECT sum(bytes) FROM log_usage) - :maxBytes))`,
  /** An event is never later than its receipt. Some lines at once, as above, and none that came after `upTo`. */
  'logs.clampLines': `
    UPDATE log_lines SET received_ms = :now, event_ms = min(event_ms, :now)
    WHERE id IN (SELECT id FROM log_lines WHERE received_ms > :now AND id <= :upTo ORDER BY received_ms LIMIT :count)`,
  'logs.clampMarks': 'UPDATE log_marks SET updated_ms = :now WHERE updated_ms > :now',
  'logs.removeOldMarks': 'DELETE FROM log_marks WHERE updated_ms < :before'
}

const columns = 'id, device_id, received_ms, event_ms, estimated, level, unit, message, context, request_id, run_id'
const filters = `
  (:level IS NULL OR level = :level) AND (:since IS NULL OR event_ms >= :since) AND (:until IS NULL OR event_ms <= :until)
  AND id < :before`

export const logQueries = {
  'logs.list': `SELECT ${columns} FROM log_lines WHERE ${filters} ORDER BY id DESC LIMIT :limit`,
  'logs.listOfDevice': `SELECT ${columns} FROM log_lines WHERE device_id = :device AND ${filters} ORDER BY id DESC LIMIT :limit`,
  'logs.listOfRequest': `SELECT ${columns} FROM log_lines WHERE request_id = :request AND (:device IS NULL OR device_id = :device) AND ${filters} ORDER BY id DESC LIMIT :limit`,
  'logs.listOfRun': `SELECT ${columns} FROM log_lines WHERE run_id = :run AND (:device IS NULL OR device_id = :device) AND (:request IS NULL OR request_id = :request) AND ${filters} ORDER BY id DESC LIMIT :limit`,
  'logs.highestId': 'SELECT coalesce(max(id), 0) AS id FROM log_lines',
  'logs.totals': 'SELECT device_id, level, lines FROM log_totals',
  'logs.ahead': `
    SELECT EXISTS (SELECT 1 FROM log_lines WHERE received_ms > :now AND id <= :upTo) AS lines, EXISTS (SELECT 1 FROM log_marks WHERE updated_ms > :now) AS marks`,
  'logs.errorsByHour': `
    SELECT device_id, event_ms / 3600000 AS hour, count(*) AS errors FROM log_lines WHERE level = 'error' AND event_ms >= :since AND id <= :upTo GROUP BY device_id, hour`,
  'logs.latestOfEach': `
    SELECT ${columns} FROM log_lines WHERE id IN (
      SELECT l.id FROM log_usage u JOIN log_lines l ON l.id IN (SELECT id FROM log_lines WHERE device_id = u.device_id ORDER BY id DESC LIMIT :limit))
    ORDER BY id`,
  'logs.acknowledged': 'SELECT sequence FROM log_marks WHERE device_id = :device AND stream = :stream'
}
