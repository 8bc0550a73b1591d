/** The table of what is known of the contact with each device. `state` is a ContactState as JSON. */
export const presenceSchema = `
  CREATE TABLE presence (
    device_id TEXT PRIMARY KEY,
    last_seen_ms INTEGER,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`
