/** The state of the server's own clock across restarts; one row. */
export const clockSchema = `
  CREATE TABLE clock_memory (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    highest_ms INTEGER,
    confirmed_boot TEXT,
    leapt_ms INTEGER -- when it last leapt ahead by more than a day, in its own new time: nothing is removed for its age soon after
  ) STRICT;
`

export const clockStatements = {
  'clock.save': `INSERT INTO clock_memory (id, highest_ms, confirmed_boot, leapt_ms) VALUES (1, :highest_ms, :confirmed_boot, :leapt_ms)
    ON CONFLICT (id) DO UPDATE SET highest_ms = excluded.highest_ms, confirmed_boot = excluded.confirmed_boot, leapt_ms = excluded.leapt_ms`
} as const

export const clockQueries = {
  'clock.load': 'SELECT highest_ms, confirmed_boot, leapt_ms FROM clock_memory WHERE id = 1'
} as const
