import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DataDirectoryError } from './errors.ts'
import { makeDirectory, makePrivateFile } from './private-file.ts'

/** Lets the directory go. */
export interface DataDirectoryLock {
  release (): void
}

/** Nobody else may list it; one file in it, the list of targets, is for Prometheus to read, and the others are private. */
const directoryMode = 0o711

/**
 * Takes the data directory for this process alone, making it if need be. The lock is the kernel's, held
 * through SQLite, so that it ends with the process however that ends.
 * @throws {DataDirectoryError} where another collector holds it
 */
export const lockDataDirectory = (directory: string): DataDirectoryLock => {
  let database: DatabaseSync
  try {
    makeDirectory(directory, directoryMode)
    const file = join(directory, 'collector.lock')
    makePrivateFile(file)
    database = new DatabaseSync(file)
  } catch (error) {
    throw new DataDirectoryError((text) => text.unusable(directory, (error as Error).message))
  }
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;')
  } catch (error) {
    database.close()
    if (((error as { errcode?: number }).errcode ?? 0) !== 5) throw error
    throw new DataDirectoryError((text) => text.taken(directory))
  }
  return { release: () => { database.close() } }
}
