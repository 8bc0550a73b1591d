/** What access/ writes and reads. */
export const accessStatements = {
  'access.insertToken': 'INSERT INTO tokens (name, role, hash, created_at_ms) VALUES (:name, :role, :hash, :createdAtMs)',
  'access.deleteToken': 'DELETE FROM tokens WHERE name = :name',
  'access.insertSession': 'INSERT INTO sessions (hash, name, role, issuer, expires_at_ms) VALUES (:hash, :name, :role, :issuer, :expiresAtMs)',
  'access.deleteSession': 'DELETE FROM sessions WHERE hash = :hash',
  'access.deleteSessionsOf': 'DELETE FROM sessions WHERE issuer = :issuer',
  /** Those whose token is no more; the administrator's is in no table. */
  'access.deleteOrphanSessions': 'DELETE FROM sessions WHERE issuer <> :adminHash AND issuer NOT IN (SELECT hash FROM tokens)',
  'access.deleteOldSessions': 'DELETE FROM sessions WHERE expires_at_ms <= :nowMs',
  'access.clampTokens': 'UPDATE tokens SET created_at_ms = :now WHERE created_at_ms > :now',
  'access.clampSessions': 'UPDATE sessions SET expires_at_ms = :latest WHERE expires_at_ms > :latest'
}

export const accessQueries = {
  'access.tokens': 'SELECT * FROM tokens ORDER BY name',
  'access.sessions': 'SELECT * FROM sessions'
}
