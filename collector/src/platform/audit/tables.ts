/** The log of changes. Numbers are never given twice: they are the order of the entries, and the position at which a list goes on. */
export const auditSchema = `
  CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    address TEXT NOT NULL,
    request_id TEXT NOT NULL,
    action TEXT NOT NULL, -- the operation of the API
    subject_type TEXT NOT NULL,
    subject TEXT, -- its name, if it has one
    device TEXT,
    changes TEXT NOT NULL -- JSON: fields with their values before and after
  ) STRICT;
  CREATE INDEX audit_log_by_time ON audit_log (at_ms);
  CREATE INDEX audit_log_of_request ON audit_log (request_id);
`

/** The account on whose behalf a change was requested. Null in entries from before this column. */
export const auditOnBehalfOfSchema = 'ALTER TABLE audit_log ADD COLUMN on_behalf_of TEXT;'

/** Statements of audit/, also for the transactions of other folders. `entries`: a JSON array. */
export const auditStatements = {
  'audit.record': `
    INSERT INTO audit_log (at_ms, actor, role, address, on_behalf_of, request_id, action, subject_type, subject, device, changes)
    SELECT :atMs, :actor, :role, :address, :onBehalfOf, :requestId, value ->> 'action', value ->> 'subjectType', value ->> 'subject', value ->> 'device', value ->> 'changes'
    FROM json_each(:entries)`,
  'audit.nameSubject': 'UPDATE audit_log SET subject = :subject WHERE request_id = :requestId',
  'audit.withdraw': 'DELETE FROM audit_log WHERE request_id = :requestId',
  /**
   * Up to the first that is not too old, or all (the largest number): one between newer ones is from a clock that was behind. The + keeps
   * the search in the order of the numbers, so that it ends soon.
   */
  'audit.removeOld':
    'DELETE FROM audit_log WHERE id < ifnull((SELECT min(id) FROM audit_log WHERE +at_ms >= :oldestMs), 9223372036854775807)',
  'audit.removeBeyond': 'DELETE FROM audit_log WHERE id <= (SELECT id FROM audit_log ORDER BY id DESC LIMIT 1 OFFSET :most)',
  'audit.clamp': 'UPDATE audit_log SET at_ms = :now WHERE at_ms > :now'
}

export const auditQueries = {
  /** Newest first. `before`: the last of the page before. */
  'audit.list': `SELECT id, at_ms, actor, role, address, on_behalf_of, request_id, action, subject_type, subject, device, changes FROM audit_log
    WHERE (:before IS NULL OR id < :before) AND (:device IS NULL OR device = :device) AND (:actor IS NULL OR :actor IN (actor, on_behalf_of)) AND (:action IS NULL OR action = :action)
      AND (:sinceMs IS NULL OR at_ms >= :sinceMs) AND (:untilMs IS NULL OR at_ms <= :untilMs)
    ORDER BY id DESC LIMIT :limit`,
  'audit.ahead': 'SELECT EXISTS (SELECT 1 FROM audit_log WHERE at_ms > :now) AS ahead'
}
