/** The table of what is known of the connection of each device. `state` is a ConnectionState as JSON. */
export const connectionsSchema = `
  CREATE TABLE connections (
    device_id TEXT PRIMARY KEY,
    last_seen_ms INTEGER,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`
