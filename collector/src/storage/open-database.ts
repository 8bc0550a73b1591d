import { DatabaseSync } from 'node:sqlite'
import { DataDirectoryError } from './errors.ts'
import { migrations } from './schema/index.ts'

/** The first connections of a start may meet while one of them recovers the log of the run before. */
const timeout = 5000

/** To this many bytes the log of changes (WAL) is cut again after it has grown. */
const walBytes = 16_777_216

/**
 * WAL lets readers read while the writer writes; FULL has every commit on the disk before it is answered. A new file is made so
 * that it can shrink again (https://sqlite.org/pragma.html#pragma_auto_vacuum), which must be said before anything is in it.
 */
export const openForWriting = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout })
  try {
    database.exec(`PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = ${walBytes};`)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

export const openForReading = (file: string): DatabaseSync => new DatabaseSync(file, { readOnly: true, timeout })

/**
 * Brings the database to this version's schema, whole or not at all: where a step fails, the version before can still use it, and a slow
 * disk is waited for once.
 * @throws {DataDirectoryError} where a newer version has written it
 */
export const migrate = (file: string, steps: readonly string[] = migrations): void => {
  const database = openForWriting(file)
  try {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version > steps.length) {
      throw new DataDirectoryError({ code: 'newer', file, version, known: steps.length })
    }
    if (version < steps.length) {
      database.exec(`BEGIN IMMEDIATE; ${steps.slice(version).join(';')}; PRAGMA user_version = ${steps.length}; COMMIT;`)
    }
  } finally {
    database.close()
  }
}
