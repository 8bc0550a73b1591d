/** What alerting/receivers/ writes and reads. */
export const receiverStatements = {
  'receivers.put': 'INSERT INTO receivers (name, definition) VALUES (:name, :definition) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition',
  'receivers.delete': 'DELETE FROM receivers WHERE name = :name',
  'receivers.putRelay': 'INSERT INTO mail_relay (id, definition) VALUES (1, :definition) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
  'receivers.deleteRelay': 'DELETE FROM mail_relay'
}

export const receiverQueries = {
  'receivers.all': 'SELECT name, definition FROM receivers ORDER BY name',
  'receivers.relay': 'SELECT definition FROM mail_relay'
}
