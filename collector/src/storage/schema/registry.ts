/** The devices and their keys, of which only hashes are stored. */
export const registrySchema = `
  CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    name TEXT,
    address TEXT,
    site TEXT NOT NULL,
    role TEXT NOT NULL,
    labels TEXT NOT NULL, -- a JSON object of strings
    state TEXT NOT NULL,
    state_since_ms INTEGER NOT NULL,
    paused_until_ms INTEGER,
    pause_reason TEXT,
    silent_after_seconds INTEGER NOT NULL,
    scrape_url TEXT,
    enrolled_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE device_keys (
    hash TEXT PRIMARY KEY, -- SHA-256 of the key, in hexadecimal
    device_id TEXT NOT NULL REFERENCES devices (id),
    created_at_ms INTEGER NOT NULL,
    weak INTEGER NOT NULL,
    revoked_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
`

/** What a device is shown when it is scraped, as JSON: it has to be sent as it is. */
export const scrapeCredentialsSchema = 'ALTER TABLE devices ADD COLUMN scrape_credentials TEXT;'
