import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CommandError } from '../errors.ts'
import type { CliText } from '../text/cli-text.ts'
import { at, lockFile, type ServerFiles } from './server-paths.ts'

/** SQLITE_BUSY (https://sqlite.org/rescode.html). */
const busy = 5

/**
 * Takes a lock of the kernel's through SQLite, as the collector does of its data directory: it ends with the process, however that ends.
 * Undefined where another process has it. @throws where the file cannot be made
 */
const takeLock = (file: string): Disposable | undefined => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;')
  } catch (error) {
    database.close()
    if ((error as { readonly errcode?: number }).errcode === busy) return undefined
    throw error
  }
  return { [Symbol.dispose]: () => { database.close() } }
}

interface Reader { readonly server: ServerFiles, readonly text: CliText }

/** Does something while other backups and restores of this server are kept away. @throws {CommandError} if one is under way */
export const alone = async <Result>({ server, text }: Reader, work: () => Promise<Result>): Promise<Result> => {
  const lock = takeLock(at(server, lockFile))
  if (lock === undefined) throw new CommandError(text.backupUnderWay)
  try {
    return await work()
  } finally {
    lock[Symbol.dispose]()
  }
}

/** Whether a collector runs on the server's data. */
export const isCollectorRunning = (server: ServerFiles): boolean => {
  const file = at(server, join(server.dataDirectory, 'collector.lock'))
  if (!existsSync(file)) return false
  const lock = takeLock(file)
  lock?.[Symbol.dispose]()
  return lock === undefined
}
