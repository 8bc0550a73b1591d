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

/** The credentials for scraping a device, as JSON: they have to be sent in clear text. */
export const scrapeCredentialsSchema = 'ALTER TABLE devices ADD COLUMN scrape_credentials TEXT;'

/**
 * When each key of a device was first used, which proves that the device has it. Older keys have it
 * from their next use on.
 */
export const keyUseSchema = `
  ALTER TABLE device_keys ADD COLUMN first_used_at_ms INTEGER;
`

/**
 * The registry's statements. A change of many devices is a statement for some hundred of them, with its rows as a JSON array: that goes to
 * the writer's thread as one text; as many objects would block the event loop while they are copied.
 */
export const registryStatements = {
  'registry.insertDevices': `
    INSERT INTO devices (id, name, address, site, role, labels, state, state_since_ms, paused_until_ms, pause_reason, limits, scrape_url, scrape_credentials, enrolled_at_ms)
    SELECT value ->> 'id', value ->> 'name', value ->> 'address', value ->> 'site', value ->> 'role', value ->> 'labels', value ->> 'state', value ->> 'stateSinceMs',
      value ->> 'pausedUntilMs', value ->> 'pauseReason', value ->> 'limits', value ->> 'scrapeUrl', value ->> 'scrapeCredentials', value ->> 'enrolledAtMs'
    FROM json_each(:rows)`,
  'registry.updateDevices': `
    UPDATE devices SET name = value ->> 'name', address = value ->> 'address', site = value ->> 'site', role = value ->> 'role', labels = value ->> 'labels',
      state = value ->> 'state', state_since_ms = value ->> 'stateSinceMs', paused_until_ms = value ->> 'pausedUntilMs', pause_reason = value ->> 'pauseReason',
      limits = value ->> 'limits', scrape_url = value ->> 'scrapeUrl', scrape_credentials = value ->> 'scrapeCredentials', enrolled_at_ms = value ->> 'enrolledAtMs'
    FROM json_each(:rows) WHERE devices.id = value ->> 'id'`,
  'registry.insertKeys': `
    INSERT INTO device_keys (hash, device_id, created_at_ms, weak, takes_over)
    SELECT value ->> 'hash', value ->> 'deviceId', value ->> 'createdAtMs', value ->> 'weak', value ->> 'takesOver' FROM json_each(:rows)`,
  'registry.takeOver': "UPDATE device_keys SET takes_over = 0 FROM json_each(:rows) WHERE device_keys.hash = value ->> 'hash'",
  'registry.recordKeyUses':
    "UPDATE device_keys SET first_used_at_ms = value ->> 'firstUsedAtMs' FROM json_each(:rows) WHERE device_keys.hash = value ->> 'hash' AND first_used_at_ms IS NULL",
  'registry.revokeKeys': `
    UPDATE device_keys SET revoked_at_ms = value ->> 'revokedAtMs'
    FROM json_each(:rows) WHERE device_keys.hash = value ->> 'hash' AND revoked_at_ms IS NULL`,
  'registry.deleteKeys': 'DELETE FROM device_keys WHERE device_id = :id',
  'registry.deleteDevice': 'DELETE FROM devices WHERE id = :id',
  'registry.clampKeys': `
    UPDATE device_keys SET created_at_ms = min(created_at_ms, :now), first_used_at_ms = min(first_used_at_ms, :now), revoked_at_ms = min(revoked_at_ms, :now)
    WHERE created_at_ms > :now OR first_used_at_ms > :now OR revoked_at_ms > :now`
}

export const registryQueries = {
  'registry.devices': 'SELECT * FROM devices ORDER BY id',
  'registry.keys': 'SELECT * FROM device_keys ORDER BY created_at_ms, hash'
}
