import type { Failure } from './messages.ts'
import { StatementError, StorageUnavailableError, type DiskTrouble } from './errors.ts'

/** SQLite's result codes (https://sqlite.org/rescode.html) that tell of the disk, not of the statement. */
const diskCodes: Readonly<Record<number, readonly [DiskTrouble, string]>> = {
  8: ['read_only', 'the database cannot be written (read-only file system?)'],
  10: ['failing', 'the disk reports an error'],
  13: ['full', 'the disk is full'],
  14: ['failing', 'the database cannot be opened']
}

/** What SQLite threw, for the way between threads. The low byte of an extended code is the plain one. */
export const toFailure = (error: unknown): Failure => {
  const { errcode = 0, message } = error as { errcode?: number, message: string }
  const ofDisk = diskCodes[errcode & 0xff]
  if (ofDisk === undefined) return { message }
  const [trouble, words] = ofDisk
  return { trouble, message: `${words}: nothing was stored; free some space or check the disk (${message})` }
}

/** The same as an error, on this side. */
export const toError = ({ trouble, message }: Failure): Error =>
  trouble === undefined ? new StatementError(message) : new StorageUnavailableError(message, trouble)
