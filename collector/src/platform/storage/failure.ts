import type { Failure } from './messages.ts'
import { StatementError, StorageUnavailableError, type DiskTrouble } from './errors.ts'

const checkTheDisk = 'nothing was stored; free some space or check the disk'
const restore = 'stop the collector and restore a backup'

/**
 * SQLite's result codes (https://sqlite.org/rescode.html) that concern the disk, not the statement: the kind of trouble, the problem, the
 * next step.
 */
const diskCodes: Readonly<Record<number, readonly [DiskTrouble, string, string]>> = {
  8: ['read_only', 'the database cannot be written (read-only file system?)', checkTheDisk],
  10: ['failing', 'the disk reports an error', checkTheDisk],
  11: ['damaged', 'the database is damaged', restore],
  13: ['full', 'the disk is full', checkTheDisk],
  14: ['failing', 'the database cannot be opened', checkTheDisk],
  26: ['damaged', 'the database is damaged', restore]
}

/** SQLITE_IOERR_SHMSIZE: the shared-memory file of the WAL could not grow, which is the first sign of a full disk. */
const noSpaceForWal = 4874

/** Errors of file operations (errno(3)), by SQLite's code for the same. */
const fileCodes: Readonly<Record<string, number>> = { ENOSPC: 13, EDQUOT: 13, EIO: 10 }

/** An error of SQLite, or of a file, in a form that can be sent between threads. The low byte of an extended code is the primary one. */
export const toFailure = (error: unknown): Failure => {
  const { errcode = 0, code = '', message } = error as { errcode?: number, code?: string, message: string }
  const ofDisk = diskCodes[fileCodes[code] ?? (errcode === noSpaceForWal ? 13 : errcode & 0xff)]
  if (ofDisk === undefined) return { message }
  const [trouble, words, next] = ofDisk
  return { trouble, message: `${words}: ${next} (${message})` }
}

/** A received failure as an error. */
export const toError = ({ trouble, message }: Failure): Error =>
  trouble === undefined ? new StatementError(message) : new StorageUnavailableError(message, trouble)
