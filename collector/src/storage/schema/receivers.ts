/** Who is notified, and the relay for their mail: a JSON object each, as the contract has it, with its secrets. */
export const receiversSchema = `
  CREATE TABLE receivers (
    name TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    last_problem TEXT -- what kept the last message from it: a JSON object; null where that was delivered, and with new settings
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE mail_relay (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    definition TEXT NOT NULL
  ) STRICT;
`
