import { existsSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/** SQLITE_CANTOPEN (https://sqlite.org/rescode.html). */
const cannotOpen = 14

/** The whole database in one step: a copy in several begins again with each commit of the collector. */
const allPages = 2 ** 31 - 1

/** For as long a copy waits for a commit of a slow card. */
const waitMs = 60_000

const open = (file: string, options: string): DatabaseSync => {
  const url = pathToFileURL(file)
  url.search = options
  const database = new DatabaseSync(url, { readOnly: true, timeout: waitMs })
  try {
    database.prepare('PRAGMA schema_version').get()
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/**
 * A collector that has ended leaves no log of changes (WAL), and who may write nothing in its directory cannot make one, which SQLite
 * needs unless it is told that nobody writes.
 */
const openAsItIs = (file: string): DatabaseSync => {
  try {
    return open(file, '')
  } catch (error) {
    if (((error as { readonly errcode?: number }).errcode ?? 0) % 256 !== cannotOpen || existsSync(`${file}-wal`)) throw error
    return open(file, '?immutable=1')
  }
}

/**
 * Copies a database, also while the collector writes it, as of one point in time. Of logs.db, whose readers and writer wait for each
 * other, no lines are stored meanwhile: they wait in mimamori.db. @throws where it cannot be read, or the copy is damaged
 */
export const copyDatabase = async (file: string, copy: string): Promise<void> => {
  const source = openAsItIs(file)
  try {
    await backup(source, copy, { rate: allPages })
  } finally {
    source.close()
  }
  const copied = new DatabaseSync(copy)
  try {
    // Without a log of changes, it is one file wherever it is read.
    copied.exec('PRAGMA journal_mode = DELETE')
  } finally {
    copied.close()
  }
}
