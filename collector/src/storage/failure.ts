import type { Failure } from './messages.ts'
import { StatementError, StorageUnavailableError, type DiskTrouble } from './errors.ts'

const checkTheDisk = 'nothing was stored; free some space or check the disk'
const restore = 'stop the collector and restore a backup'

/** SQLite's result codes (https://sqlite.org/rescode.html) that tell of the disk, not of the statement: the trouble, what is so, what to do. */
const diskCodes: Readonly<Record<number, readonly [DiskTrouble, string, string]>> = {
  8: ['read_only', 'the database cannot be written (read-only file system?)', checkTheDisk],
  10: ['failing', 'the disk reports an error', checkTheDisk],
  11: ['damaged', 'the database is damaged', restore],
  13: ['full', 'the disk is full', checkTheDisk],
  14: ['failing', 'the database cannot be opened', checkTheDisk],
  26: ['damaged', 'the database is damaged', restore]
}

/** SQLITE_IOERR_SHMSIZE: the file beside the WAL could not be made as long as it must be, which is how a full disk shows first. */
const noSpaceForWal = 4874

/** What SQLite threw, for the way between threads. The low byte of an extended code is the plain one. */
export const toFailure = (error: unknown): Failure => {
  const { errcode = 0, message } = error as { errcode?: number, message: string }
  const ofDisk = diskCodes[errcode === noSpaceForWal ? 13 : errcode & 0xff]
  if (ofDisk === undefined) return { message }
  const [trouble, words, next] = ofDisk
  return { trouble, message: `${words}: ${next} (${message})` }
}

/** The same as an error, on this side. */
export const toError = ({ trouble, message }: Failure): Error =>
  trouble === undefined ? new StatementError(message) : new StorageUnavailableError(message, trouble)
