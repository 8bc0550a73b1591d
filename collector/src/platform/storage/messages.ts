import type { DiskTrouble } from './errors.ts'
import type { CommitResult, SqlValue, Statement } from './storage.ts'

/** The data that a thread is started with. `sql`: the statements that it may run, by name. */
export interface ThreadData {
  readonly file: string
  readonly sql: Readonly<Record<string, string>>
}
export interface WriterData extends ThreadData {
  readonly groupWindowMs: number
}

export type WriteRequest = { readonly id: number, readonly transaction: readonly Statement[] } | { readonly close: true }
export interface ReadRequest {
  readonly name: string
  readonly parameters: Readonly<Record<string, SqlValue>>
}

/** An error in a form that can be sent between threads. */
export interface Failure {
  /** The trouble of the disk; absent if the statement is at fault. */
  readonly trouble?: DiskTrouble
  readonly message: string
}

/** The result of one request. */
export interface RequestResult<Value> {
  readonly id: number
  readonly value?: Value
  readonly failure?: Failure
}
export type WriteAnswer = readonly RequestResult<CommitResult>[]
export type ReadAnswer = readonly Readonly<Record<string, SqlValue>>[]
