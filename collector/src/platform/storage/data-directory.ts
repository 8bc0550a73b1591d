import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DataDirectoryError } from './errors.ts'
import { makeDirectory, makePrivateFile } from './private-file.ts'
import { startProblem } from './start-problem.ts'

/** Releases the directory. */
export interface DataDirectoryLock {
  release (): void
}

/** Nobody else may list it; one file in it, the list of targets, is for Prometheus to read, and the others are private. */
const directoryMode = 0o711

/** SQLite's result codes (https://sqlite.org/rescode.html). */
const [busy, notADatabase] = [5, 26]

const prepare = (directory: string, file: string): DatabaseSync => {
  try {
    makeDirectory(directory, directoryMode)
    makePrivateFile(file)
    return new DatabaseSync(file)
  } catch (error) {
    const problem = startProblem(error, directory)
    throw problem ?? new DataDirectoryError({ code: 'unusable', directory, reason: (error as Error).message })
  }
}

/**
 * Takes the data directory for this process alone, making it if need be. The lock is the kernel's, taken
 * through SQLite, so that it ends with the process however that ends.
 * @throws {DataDirectoryError} if another collector has it, or it cannot be used
 */
export const lockDataDirectory = (directory: string): DataDirectoryLock => {
  const file = join(directory, 'collector.lock')
  const database = prepare(directory, file)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;')
  } catch (error) {
    database.close()
    const { errcode = 0, message } = error as { errcode?: number, message: string }
    if (errcode === busy) throw new DataDirectoryError({ code: 'taken', directory }, 1)
    if (errcode === notADatabase) throw new DataDirectoryError({ code: 'brokenLock', file })
    throw startProblem(error, directory) ?? new DataDirectoryError({ code: 'unusable', directory, reason: message })
  }
  return { release: () => { database.close() } }
}
