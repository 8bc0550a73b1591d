import { DatabaseSync } from 'node:sqlite'
import { DataDirectoryError } from './errors.ts'
import { toFailure } from './failure.ts'

/** The first connections of a start may meet while one of them recovers the log of the run before. */
const timeout = 5000

/** To this many bytes the log of changes (WAL) is cut again after it has grown. */
const walBytes = 16_777_216

/** Size of the WAL at which each page that changed is written to the file once: small changes, many of them (ADR 73). */
const checkpointBytes = 32_768_000

/** How a database is written. */
export interface Writing {
  /** The page size of a new file: a commit writes whole pages. */
  readonly pageBytes: number
  /** WAL lets readers read while the writer writes. With DELETE they wait for each other, and pages that are appended are written once. */
  readonly journal: 'WAL' | 'DELETE'
}

const manyCommits: Writing = { pageBytes: 1024, journal: 'WAL' }

const pageBytesOf = (database: DatabaseSync): number =>
  (database.prepare('PRAGMA page_size').get() as { page_size: number }).page_size

/**
 * EXTRA has every commit on the disk before it is answered, even if that is the removal of a rollback journal. A new file is made so
 * that it can shrink again (https://sqlite.org/pragma.html#pragma_auto_vacuum), which must be set before anything is in it.
 */
export const openForWriting = (file: string, { pageBytes, journal } = manyCommits): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout })
  try {
    database.exec(`
      PRAGMA page_size = ${pageBytes}; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = ${journal};
      PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = ${walBytes}; PRAGMA cache_size = -16000;`)
    database.exec(`PRAGMA wal_autocheckpoint = ${checkpointBytes / pageBytesOf(database)}`)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** `waitMs`: how long it waits for a commit of a database whose readers and writer wait for each other. */
export const openForReading = (file: string, waitMs = timeout): DatabaseSync => new DatabaseSync(file, { readOnly: true, timeout: waitMs })

/**
 * Gives a database of an earlier version its page size, whole or not at all. One with too little space for that is unchanged, and
 * costs more writes.
 */
const setPageSize = (database: DatabaseSync, { pageBytes, journal }: Writing): void => {
  if (pageBytesOf(database) === pageBytes) return
  try {
    // SQLite changes it by VACUUM only, and not in WAL.
    database.exec(`PRAGMA journal_mode = DELETE; PRAGMA page_size = ${pageBytes}; VACUUM;`)
  } catch (error) {
    if (toFailure(error).trouble !== 'full') throw error
  } finally {
    database.exec(`PRAGMA journal_mode = ${journal}`)
  }
}

/**
 * Brings the database to this version's schema, whole or not at all: if a step fails, the version before can still use it, and a slow
 * disk is waited for once.
 * @throws {DataDirectoryError} if a newer version has written it
 */
export const migrate = (file: string, steps: readonly string[], writing = manyCommits): void => {
  const database = openForWriting(file, writing)
  try {
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version > steps.length) {
      throw new DataDirectoryError({ code: 'newer', file, version, known: steps.length })
    }
    if (version < steps.length) {
      database.exec(`BEGIN IMMEDIATE; ${steps.slice(version).join(';')}; PRAGMA user_version = ${steps.length}; COMMIT;`)
    }
    setPageSize(database, writing)
  } finally {
    database.close()
  }
}
