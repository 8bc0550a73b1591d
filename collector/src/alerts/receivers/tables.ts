/** The receivers, and the relay for their mail: a JSON object each, as the contract has it, with its secrets. */
export const receiversSchema = `
  CREATE TABLE receivers (
    name TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    last_message_ms INTEGER, -- when it was known what became of the last message to it; null where there was none with these settings
    last_problem TEXT -- what kept that message from it: a JSON object with a sentence for each language; null where it was delivered
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE mail_relay (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    definition TEXT NOT NULL
  ) STRICT;
`

/** The statements about receivers. */
export const receiverStatements = {
  /** A delivery to the receiver before the change proves nothing now; a failure stays. */
  'receivers.put':
    'INSERT INTO receivers (name, definition) VALUES (:name, :definition) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, last_message_ms = iif(last_problem IS NULL, NULL, last_message_ms)',
  'receivers.delete': 'DELETE FROM receivers WHERE name = :name',
  'receivers.recordMessage': 'UPDATE receivers SET last_message_ms = :atMs, last_problem = :problem WHERE name = :name',
  'receivers.clampMessages': 'UPDATE receivers SET last_message_ms = :now WHERE last_message_ms > :now',
  /** The same for mail with another relay. */
  'receivers.forgetDeliveredMail':
    "UPDATE receivers SET last_message_ms = NULL WHERE definition ->> '$.channel.type' = 'email' AND last_problem IS NULL",
  'receivers.putRelay':
    'INSERT INTO mail_relay (id, definition) VALUES (1, :definition) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
  'receivers.deleteRelay': 'DELETE FROM mail_relay'
}

export const receiverQueries = {
  'receivers.all': 'SELECT name, definition, last_message_ms, last_problem FROM receivers ORDER BY name',
  'receivers.relay': 'SELECT definition FROM mail_relay'
}
