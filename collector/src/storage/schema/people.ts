/** Users with a login of their own; and what a list of sessions shows, which sessions of the version before do not have. */
export const peopleSchema = `
  CREATE TABLE users (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    password_hash TEXT -- a PHC string; NULL: only by one-time links
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
  ALTER TABLE sessions ADD COLUMN created_at_ms INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN address TEXT;
  ALTER TABLE sessions ADD COLUMN user_agent TEXT;
  UPDATE sessions SET id = lower(hex(randomblob(8))), created_at_ms = expires_at_ms - 2592000000; -- of 30 days each
`
