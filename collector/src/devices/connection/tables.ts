/** The table of each device's connection. `state` is a ConnectionState as JSON. */
export const connectionsSchema = `
  CREATE TABLE connections (
    device_id TEXT PRIMARY KEY,
    last_seen_ms INTEGER,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`

export const connectionsStatements = {
  /** `rows`: a JSON array of {id, lastSeenMs, state}. */
  'connections.save': `
    INSERT INTO connections (device_id, last_seen_ms, state)
    SELECT value ->> 'id', value ->> 'lastSeenMs', value ->> 'state' FROM json_each(:rows) WHERE true
    ON CONFLICT (device_id) DO UPDATE SET last_seen_ms = excluded.last_seen_ms, state = excluded.state`
}

export const connectionsQueries = {
  'connections.all': 'SELECT device_id, last_seen_ms, state FROM connections'
}
