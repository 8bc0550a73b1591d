/** What is known of the server's own clock across restarts; one row. */
export const clockSchema = `
  CREATE TABLE clock_memory (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    highest_ms INTEGER,
    confirmed_boot TEXT
  ) STRICT;
`
