/** Sets of content and their versions; the files themselves are on the disk (file-store.ts). */
export const contentSchema = `
  CREATE TABLE content_sets (
    name TEXT PRIMARY KEY,
    current INTEGER NOT NULL, -- the number of the version that devices should have
    targets TEXT NOT NULL -- a JSON object, as the contract's contentTargets
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE content_versions (
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    published_ms INTEGER NOT NULL,
    publisher TEXT NOT NULL,
    files TEXT NOT NULL, -- a JSON array, as the contract's contentFiles
    PRIMARY KEY (name, number)
  ) STRICT;
`

/** The newest number of each name, also of a set that was removed: devices may still name its versions. */
export const contentNumbersSchema = `
  CREATE TABLE content_numbers (
    name TEXT PRIMARY KEY,
    newest INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  INSERT INTO content_numbers (name, newest) SELECT name, max(number) FROM content_versions GROUP BY name;
`

/** The last report of each device about its content. */
export const contentReportsSchema = `
  CREATE TABLE content_reports (
    device_id TEXT PRIMARY KEY REFERENCES devices (id) ON DELETE CASCADE,
    report TEXT NOT NULL -- a JSON object (device-reports.ts)
  ) STRICT, WITHOUT ROWID;
`

export const contentStatements = {
  /** `rows`: a JSON array of {id, report}; a device that was deleted since has no row. */
  'content.saveReports': `
    INSERT INTO content_reports (device_id, report)
    SELECT value ->> 'id', value ->> 'report' FROM json_each(:rows) WHERE value ->> 'id' IN (SELECT id FROM devices)
    ON CONFLICT (device_id) DO UPDATE SET report = excluded.report`,
  'content.deleteReport': 'DELETE FROM content_reports WHERE device_id = :deviceId',
  'content.putSet':
    'INSERT INTO content_sets (name, current, targets) VALUES (:name, :current, :targets) ON CONFLICT (name) DO UPDATE SET current = excluded.current, targets = excluded.targets',
  'content.deleteSet': 'DELETE FROM content_sets WHERE name = :name',
  'content.addVersion':
    'INSERT INTO content_versions (name, number, published_ms, publisher, files) VALUES (:name, :number, :publishedMs, :publisher, :files)',
  'content.putNumber': 'INSERT INTO content_numbers (name, newest) VALUES (:name, :number) ON CONFLICT (name) DO UPDATE SET newest = excluded.newest',
  'content.deleteVersions': 'DELETE FROM content_versions WHERE name = :name AND number IN (SELECT value FROM json_each(:numbers))'
}

export const contentQueries = {
  'content.numbers': 'SELECT name, newest FROM content_numbers',
  'content.reports': 'SELECT device_id, report FROM content_reports',
  'content.sets': 'SELECT name, current, targets FROM content_sets ORDER BY name',
  'content.versions': 'SELECT name, number, published_ms, publisher, files FROM content_versions ORDER BY name, number DESC'
}
