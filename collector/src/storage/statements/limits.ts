/** What devices/limits/ writes and reads. */
export const limitStatements = {
  'limits.put': 'INSERT INTO limits (scope, name, definition) VALUES (:scope, :name, :definition) ON CONFLICT (scope, name) DO UPDATE SET definition = excluded.definition',
  'limits.delete': 'DELETE FROM limits WHERE scope = :scope AND name = :name'
}

export const limitQueries = {
  'limits.all': 'SELECT scope, name, definition FROM limits'
}
