/** What devices said of themselves that lasts (LastingFacts as JSON): still known of one that does not report when the collector starts. */
export const factsSchema = `
  CREATE TABLE facts (
    device_id TEXT PRIMARY KEY,
    facts TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`
