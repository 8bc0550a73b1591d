/** Limits of the fleet, of sites and of roles; a device's own limits are a JSON object in its row. */
export const limitsSchema = `
  CREATE TABLE limits (
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL, -- a JSON object
    PRIMARY KEY (scope, name)
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE devices ADD COLUMN limits TEXT NOT NULL DEFAULT '{}';
  UPDATE devices SET limits = json_object('silentAfterSeconds', silent_after_seconds) WHERE silent_after_seconds <> 43200;
  ALTER TABLE devices DROP COLUMN silent_after_seconds;
`

export const limitStatements = {
  'limits.put':
    'INSERT INTO limits (scope, name, definition) VALUES (:scope, :name, :definition) ON CONFLICT (scope, name) DO UPDATE SET definition = excluded.definition',
  'limits.delete': 'DELETE FROM limits WHERE scope = :scope AND name = :name'
}

export const limitQueries = {
  'limits.all': 'SELECT scope, name, definition FROM limits'
}
