/** What is known of the server's own clock across restarts; one row. */
export const clockSchema = `
  CREATE TABLE clock_memory (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    highest_ms INTEGER,
    confirmed_boot TEXT
  ) STRICT;
`

/** When the clock last leapt ahead by more than a day, in its own new time: nothing is removed for its age soon after. */
export const clockLeap = 'ALTER TABLE clock_memory ADD COLUMN leapt_ms INTEGER'
