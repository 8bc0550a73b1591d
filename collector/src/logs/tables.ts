/** Counts of the log. Its lines are in logs.db or in Loki. */
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

export const logStatements = {
  'logs.count': `
    INSERT INTO log_totals (device_id, level, lines) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:counts) WHERE true
    ON CONFLICT (device_id, level) DO UPDATE SET lines = lines + excluded.lines`,
  'logs.countErrors': `
    INSERT INTO log_errors (device_id, hour, errors) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:hours) WHERE true
    ON CONFLICT (device_id, hour) DO UPDATE SET errors = errors + excluded.errors`,
  /** Followed by the removal of those hours. */
  'logs.clampErrors': `
    INSERT INTO log_errors (device_id, hour, errors) SELECT device_id, :hour, sum(errors) FROM log_errors WHERE hour > :hour GROUP BY device_id
    ON CONFLICT (device_id, hour) DO UPDATE SET errors = errors + excluded.errors`,
  'logs.removeErrorsAfter': 'DELETE FROM log_errors WHERE hour > :hour',
  'logs.removeErrorsBefore': 'DELETE FROM log_errors WHERE hour < :hour'
}

export const logQueries = {
  'logs.totals': 'SELECT device_id, level, lines FROM log_totals',
  'logs.errors': 'SELECT device_id, hour, errors FROM log_errors'
}
