/** When each session was last used. Of those before this it is known from their next use on. */
export const sessionUseSchema = `
  ALTER TABLE sessions ADD COLUMN last_used_at_ms INTEGER;
`
