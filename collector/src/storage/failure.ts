import type { Failure } from './messages.ts'
import { StatementError, StorageUnavailableError } from './errors.ts'

/** SQLite's result codes (https://sqlite.org/rescode.html) that tell of the disk, not of the statement. */
const diskCodes: Readonly<Record<number, string>> = {
  8: 'the database cannot be written (read-only file system?)',
  10: 'the disk reports an error',
  13: 'the disk is full',
  14: 'the database cannot be opened'
}

/** What SQLite threw, for the way between threads. The low byte of an extended code is the plain one. */
export const toFailure = (error: unknown): Failure => {
  const { errcode = 0, message } = error as { errcode?: number, message: string }
  const ofDisk = diskCodes[errcode & 0xff]
  return ofDisk === undefined ? { kind: 'statement', message } : { kind: 'unavailable', message: `${ofDisk}: nothing was stored; free some space or check the disk (${message})` }
}

/** The same as an error, on this side. */
export const toError = ({ kind, message }: Failure): Error =>
  kind === 'unavailable' ? new StorageUnavailableError(message) : new StatementError(message)
