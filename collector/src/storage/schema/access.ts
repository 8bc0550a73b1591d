/** Tokens of people and services, and sessions of browsers; of both only hashes are stored. */
export const accessSchema = `
  CREATE TABLE tokens (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`

/**
 * The hash of the token that a session goes back to: revoked, it takes its sessions along. Of older sessions nobody knows it;
 * they end, and their browsers log in again.
 */
export const sessionIssuer = `
  DELETE FROM sessions;
  ALTER TABLE sessions ADD COLUMN issuer TEXT NOT NULL DEFAULT ''
`
