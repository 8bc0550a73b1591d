/** What is known of the server's own clock across restarts; one row. */
export const clockSchema = `
  CREATE TABLE clock_memory (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    highest_ms INTEGER,
    confirmed_boot TEXT,
    leapt_ms INTEGER -- when it last leapt ahead by more than a day, in its own new time: nothing is removed for its age soon after
  ) STRICT;
`
