/** Lasting facts about devices (LastingFacts as JSON), to know the facts of a device that does not report when the collector starts. */
export const factsSchema = `
  CREATE TABLE facts (
    device_id TEXT PRIMARY KEY,
    facts TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`

export const factsStatements = {
  /** `ids`: a JSON array. */
  'facts.remove': 'DELETE FROM facts WHERE device_id IN (SELECT value FROM json_each(:ids))',
  /** `rows`: a JSON array of {id, facts}. */
  'facts.save': `
    INSERT INTO facts (device_id, facts)
    SELECT value ->> 'id', value ->> 'facts' FROM json_each(:rows) WHERE true
    ON CONFLICT (device_id) DO UPDATE SET facts = excluded.facts`
}

export const factsQueries = {
  /** Facts of devices that are out of use may not yet have been removed. */
  'facts.all':
    "SELECT device_id, facts FROM facts JOIN devices ON devices.id = facts.device_id WHERE devices.state NOT IN ('retired', 'revoked')"
}
