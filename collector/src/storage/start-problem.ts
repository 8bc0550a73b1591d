import { join } from 'node:path'
import { DataDirectoryError, StorageUnavailableError, type DiskTrouble } from './errors.ts'
import { toFailure } from './failure.ts'

/** The database's file in the data directory. */
export const databaseFile = (directory: string): string => join(directory, 'mimamori.db')

const fileCodes: Readonly<Record<string, DiskTrouble>> = {
  ENOSPC: 'full', EDQUOT: 'full', EROFS: 'read_only', EACCES: 'read_only', EPERM: 'read_only', EIO: 'failing', EISDIR: 'read_only', ENOTDIR: 'read_only', EINVAL: 'read_only', EEXIST: 'read_only'
}

const troubleOf = (error: unknown, directory: string): DiskTrouble | undefined => {
  if (error instanceof StorageUnavailableError) return error.trouble
  const { code, path } = error as NodeJS.ErrnoException
  return path?.startsWith(directory) === true && code !== undefined ? fileCodes[code] : toFailure(error).trouble
}

/** Why the collector cannot start on its data directory, in a sentence with the next step; undefined for any other error, which is a fault of ours. */
export const startProblem = (error: unknown, directory: string): DataDirectoryError | undefined => {
  if (error instanceof DataDirectoryError) return error
  const trouble = troubleOf(error, directory)
  if (trouble === undefined) return undefined
  const reason = (error as Error).message
  if (trouble === 'full') return new DataDirectoryError((text) => text.full(directory))
  if (trouble === 'read_only') return new DataDirectoryError((text) => text.unusable(directory, reason))
  return new DataDirectoryError((text) => text.brokenDatabase(databaseFile(directory), reason))
}
