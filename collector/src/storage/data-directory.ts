import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DataDirectoryError } from './errors.ts'

/** Lets the directory go. */
export interface DataDirectoryLock {
  release (): void
}

/**
 * Takes the data directory for this process alone, making it (mode 0700) if need be. The lock is the kernel's, held
 * through SQLite, so that it ends with the process however that ends.
 * @throws {DataDirectoryError} where another collector holds it
 */
export const lockDataDirectory = (directory: string): DataDirectoryLock => {
  let database: DatabaseSync
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    database = new DatabaseSync(join(directory, 'collector.lock'))
  } catch (error) {
    throw new DataDirectoryError(`the data directory ${directory} cannot be used: ${(error as Error).message}`)
  }
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;')
  } catch (error) {
    database.close()
    if (((error as { errcode?: number }).errcode ?? 0) !== 5) throw error
    throw new DataDirectoryError(`another collector is running on the data directory ${directory}: stop it, or set MIMAMORI_DATA_DIR to another directory`)
  }
  return { release: () => { database.close() } }
}
