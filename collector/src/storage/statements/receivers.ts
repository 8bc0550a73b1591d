/** What alerting/receivers/ writes and reads. */
export const receiverStatements = {
  'receivers.put': 'INSERT INTO receivers (name, definition) VALUES (:name, :definition) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, last_message_ms = NULL, last_problem = NULL',
  'receivers.delete': 'DELETE FROM receivers WHERE name = :name',
  'receivers.noteMessage': 'UPDATE receivers SET last_message_ms = :atMs, last_problem = :problem WHERE name = :name',
  'receivers.clampMessages': 'UPDATE receivers SET last_message_ms = :now WHERE last_message_ms > :now',
  /** With another relay, nothing of mail is known. */
  'receivers.forgetMailMessages': 'UPDATE receivers SET last_message_ms = NULL, last_problem = NULL WHERE definition ->> \'$.channel.type\' = \'email\'',
  'receivers.putRelay': 'INSERT INTO mail_relay (id, definition) VALUES (1, :definition) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
  'receivers.deleteRelay': 'DELETE FROM mail_relay'
}

export const receiverQueries = {
  'receivers.all': 'SELECT name, definition, last_message_ms, last_problem FROM receivers ORDER BY name',
  'receivers.relay': 'SELECT definition FROM mail_relay'
}
