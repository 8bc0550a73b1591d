/** Who is notified, and the relay for their mail: a JSON object each, as the contract has it, with its secrets. */
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
