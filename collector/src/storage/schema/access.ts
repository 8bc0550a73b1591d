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
    issuer TEXT NOT NULL, -- the hash of the token that it goes back to: revoked, it takes its sessions along
    expires_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`
