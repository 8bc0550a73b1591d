/** Tokens of people and services, and sessions of browsers; only hashes of both are stored. */
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

/** Users with a login of their own; and the columns for a list of sessions, which sessions of the version before lack. */
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

/** When each session was last used. Older sessions have it from their next use on. */
export const sessionUseSchema = `
  ALTER TABLE sessions ADD COLUMN last_used_at_ms INTEGER;
`

export const accessStatements = {
  'access.insertUser': 'INSERT INTO users (name, role, created_at_ms) VALUES (:name, :role, :createdAtMs)',
  'access.changeUser': 'UPDATE users SET role = :role, password_hash = :passwordHash WHERE name = :name',
  'access.deleteUser': 'DELETE FROM users WHERE name = :name',
  'access.clampUsers': 'UPDATE users SET created_at_ms = :now WHERE created_at_ms > :now',
  'access.insertToken': 'INSERT INTO tokens (name, role, hash, created_at_ms) VALUES (:name, :role, :hash, :createdAtMs)',
  'access.deleteToken': 'DELETE FROM tokens WHERE name = :name',
  'access.insertSession': `
    INSERT INTO sessions (hash, id, name, role, issuer, created_at_ms, last_used_at_ms, expires_at_ms, address, user_agent)
    VALUES (:hash, :id, :name, :role, :issuer, :createdAtMs, :lastUsedAtMs, :expiresAtMs, :address, :userAgent)`,
  'access.setSessionUse': 'UPDATE sessions SET last_used_at_ms = :lastUsedAtMs WHERE hash = :hash',
  'access.deleteSession': 'DELETE FROM sessions WHERE hash = :hash',
  'access.deleteSessionsOf': 'DELETE FROM sessions WHERE issuer = :issuer AND hash <> :exceptHash',
  /** Sessions whose token or user is gone; the administrator's token is in no table. */
  'access.deleteOrphanSessions': `
    DELETE FROM sessions
    WHERE issuer <> :adminHash AND issuer NOT IN (SELECT hash FROM tokens UNION ALL SELECT 'user:' || name FROM users)`,
  'access.deleteOldSessions': 'DELETE FROM sessions WHERE expires_at_ms <= :nowMs',
  'access.clampTokens': 'UPDATE tokens SET created_at_ms = :now WHERE created_at_ms > :now',
  'access.clampSessions':
    'UPDATE sessions SET created_at_ms = min(created_at_ms, :now), last_used_at_ms = min(last_used_at_ms, :now), expires_at_ms = min(expires_at_ms, :latest) WHERE created_at_ms > :now OR last_used_at_ms > :now OR expires_at_ms > :latest'
}

export const accessQueries = {
  'access.users': 'SELECT * FROM users ORDER BY name',
  'access.tokens': 'SELECT * FROM tokens ORDER BY name',
  'access.sessions': 'SELECT * FROM sessions ORDER BY created_at_ms'
}
