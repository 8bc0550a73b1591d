import { CodedError } from '../errors/error-codes.ts'

/** Troubles that prevent writing the database; a damaged one cannot be read either. */
export const diskTroubles = ['full', 'read_only', 'failing', 'damaged'] as const
export type DiskTrouble = typeof diskTroubles[number]

/** The disk is full or fails: nothing of the transaction was written, and it can be tried again later. */
export class StorageUnavailableError extends CodedError {
  override readonly name = 'StorageUnavailableError'
  readonly code = 'STORAGE_UNAVAILABLE'
  override readonly retryAfterSeconds = 60
  readonly trouble: DiskTrouble

  constructor (message: string, trouble: DiskTrouble = 'failing', options?: ErrorOptions) {
    super(message, options)
    this.trouble = trouble
  }
}

/** A statement or query that SQLite refused, such as for a constraint; nothing of the transaction was written. */
export class StatementError extends Error { override readonly name = 'StatementError' }

/** Problems of a data directory, with the facts for their messages, which are in config/setting-text.en.ts. */
export interface DataDirectoryFacts {
  readonly unusable: { readonly directory: string, readonly reason: string }
  /** Taken by another collector that runs. */
  readonly taken: { readonly directory: string }
  readonly full: { readonly directory: string }
  /** Written by a newer version, whose schema this one does not know. */
  readonly newer: { readonly file: string, readonly version: number, readonly known: number }
  readonly brokenLock: { readonly file: string }
  readonly lockedDatabase: { readonly file: string }
  readonly brokenDatabase: { readonly file: string, readonly reason: string }
}
export type DataDirectoryProblem = {
  readonly [Code in keyof DataDirectoryFacts]: { readonly code: Code } & DataDirectoryFacts[Code]
}[keyof DataDirectoryFacts]

/** The data directory belongs to another running collector or to a newer version of this one, or cannot be used. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError'
  readonly problem: DataDirectoryProblem
  /** 2 for a problem that somebody has to fix before another start can succeed, as with settings; 1 if it may pass by itself. */
  readonly exitCode: 1 | 2

  constructor (problem: DataDirectoryProblem, exitCode: 1 | 2 = 2) {
    super(Object.values(problem).join(': '))
    this.problem = problem
    this.exitCode = exitCode
  }
}
