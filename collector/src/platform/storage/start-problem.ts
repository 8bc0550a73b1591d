import { join, resolve, sep } from 'node:path'
import { DataDirectoryError, StorageUnavailableError, type DiskTrouble } from './errors.ts'
import { toFailure } from './failure.ts'

/** The database's file in the data directory. */
export const databaseFile = (directory: string): string => join(directory, 'mimamori.db')

const isWithin = (path: string, directory: string): boolean => (resolve(path) + sep).startsWith(resolve(directory) + sep)

/** An error of SQLite has no path, nor has one of writing to an open file. */
const troubleOf = (error: unknown, directory: string): DiskTrouble | undefined => {
  if (error instanceof StorageUnavailableError) return error.trouble
  const { path } = error as NodeJS.ErrnoException
  if (path === undefined) return toFailure(error).trouble
  // Other errors of a file are a matter of permissions, such as a directory that cannot be written.
  return isWithin(path, directory) ? toFailure(error).trouble ?? 'read_only' : undefined
}

/** SQLite's result code (https://sqlite.org/rescode.html), in the low byte, if another program has the database. */
const busy = 5

/** The reason why the collector cannot start on its data directory; undefined for any other error, which is a bug. */
export const startProblem = (error: unknown, directory: string): DataDirectoryError | undefined => {
  if (error instanceof DataDirectoryError) return error
  if (((error as { readonly errcode?: number }).errcode ?? 0) % 256 === busy) {
    return new DataDirectoryError({ code: 'lockedDatabase', file: databaseFile(directory) }, 1)
  }
  const trouble = troubleOf(error, directory)
  if (trouble === undefined) return undefined
  const reason = (error as Error).message
  // Exit code 1: systemd tries again, and there may be space by then.
  if (trouble === 'full') return new DataDirectoryError({ code: 'full', directory }, 1)
  if (trouble === 'read_only') return new DataDirectoryError({ code: 'unusable', directory, reason })
  return new DataDirectoryError({ code: 'brokenDatabase', file: databaseFile(directory), reason }, trouble === 'failing' ? 1 : 2)
}
