/** Who changed what. The numbers are never given twice: they are the order of the entries, and where a list goes on. */
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
