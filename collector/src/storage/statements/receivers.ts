/** What alerting/receivers/ writes and reads. */
export const receiverStatements = {
  'receivers.put': 'INSERT INTO receivers (name, definition) VALUES (:name, :definition) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, last_problem = NULL',
  'receivers.delete': 'DELETE FROM receivers WHERE name = :name',
  'receivers.noteProblem': 'UPDATE receivers SET last_problem = :problem WHERE name = :name AND last_problem IS NOT :problem',
  /** With another relay, none of mail is known. */
  'receivers.forgetProblemsOfMail': 'UPDATE receivers SET last_problem = NULL WHERE definition ->> \'$.channel.type\' = \'email\'',
  'receivers.putRelay': 'INSERT INTO mail_relay (id, definition) VALUES (1, :definition) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
  'receivers.deleteRelay': 'DELETE FROM mail_relay'
}

export const receiverQueries = {
  'receivers.all': 'SELECT name, definition FROM receivers ORDER BY name',
  'receivers.problems': 'SELECT name, last_problem AS problem FROM receivers WHERE last_problem IS NOT NULL',
  'receivers.relay': 'SELECT definition FROM mail_relay'
}
