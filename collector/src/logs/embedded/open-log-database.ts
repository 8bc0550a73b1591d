import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { DataDirectoryError } from '../../platform/storage/errors.ts'
import { toFailure } from '../../platform/storage/failure.ts'
import { makePrivateFile } from '../../platform/storage/private-file.ts'
import { migrate, openForReading, openForWriting, type Writing } from '../../platform/storage/open-database.ts'
import { startProblem } from '../../platform/storage/start-problem.ts'
import { logMigrations } from './schema.ts'

/** Thousands of lines at a time, most of them in pages that are new. */
export const largeCommits: Writing = { pageBytes: 4096, journal: 'DELETE' }

/** For the pages that searches and merges of the index come back to. */
const cacheKibibytes = 32_768

export const logDatabaseFile = (directory: string): string => join(directory, 'logs.db')

const markOf = (file: string): string => `${file}.damaged`

/** Has the next start set the database aside: a damaged index shows only once lines are stored or removed. */
export const markDamaged = (file: string): void => {
  try {
    writeFileSync(markOf(file), '')
  } catch {
    // On a disk that takes nothing else either, the next start finds out again.
  }
}

const prepare = (file: string): void => {
  makePrivateFile(file)
  migrate(file, logMigrations, largeCommits)
  const database = openForReading(file)
  try {
    database.prepare('SELECT (SELECT max(position) FROM batches), (SELECT max(id) FROM lines), (SELECT sum(bytes) FROM devices)').get()
  } finally {
    database.close()
  }
}

/** Under a name with the time, next to the new one. */
const setAside = (file: string): string => {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  renameSync(file, aside)
  for (const beside of [`${file}-wal`, `${file}-shm`]) rmSync(beside, { force: true })
  return aside
}

/**
 * Makes logs.db if there is none, and brings it to this version's schema. A damaged one is set aside: the log of the past
 * is worth less than a collector that starts. `onSetAside` is called with its new path.
 * @throws {DataDirectoryError} if it cannot be used for another reason
 */
export const prepareLogDatabase = (directory: string, onSetAside: (file: string) => void): string => {
  const file = logDatabaseFile(directory)
  try {
    try {
      if (existsSync(markOf(file)) && existsSync(file)) onSetAside(setAside(file))
      // Removes also the mark of a database that somebody has removed.
      rmSync(markOf(file), { force: true })
      prepare(file)
    } catch (error) {
      if (toFailure(error).trouble !== 'damaged') throw error
      onSetAside(setAside(file))
      prepare(file)
    }
  } catch (error) {
    throw startProblem(error, directory) ?? new DataDirectoryError({ code: 'brokenDatabase', file, reason: (error as Error).message })
  }
  return file
}

export const openLogsForWriting = (file: string): DatabaseSync => {
  const database = openForWriting(file, largeCommits)
  database.exec(`PRAGMA cache_size = -${cacheKibibytes}`)
  return database
}

/** A commit of 10 MB takes a slow card so long at most. */
const longestCommitMs = 60_000

export const openLogsForReading = (file: string): DatabaseSync => openForReading(file, longestCommitMs)
