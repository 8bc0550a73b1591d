import type { QueuedBatch } from '../log-backend.ts'
import type { LogPage, LogQuery } from '../log-query.ts'
import type { RemovalReason } from '../removal-reason.ts'
import type { StoredIds } from './store-batches.ts'

/** What the writer thread is started with. */
export interface WriterData {
  readonly file: string
  readonly maxBytes: number
}

/** What the writer thread is asked: to store batches; to remove a little of what is too old or too much; to correct a little of what lies in the future. */
export type WriterQuestion =
  | { readonly store: readonly QueuedBatch[], readonly oldestPosition: number }
  | { readonly makeRoom: { readonly beforeMs: number | undefined } }
  | { readonly clamp: { readonly nowMs: number } }

/** What came of it. */
export interface WriterAnswer {
  /** Of `store`. */
  readonly ids: readonly StoredIds[]
  /** Lines. */
  readonly removed: Readonly<Record<RemovalReason, number>>
  readonly clamped: number
}

/** What the reader thread is asked. */
export type ReaderQuestion = { readonly search: LogQuery } | { readonly latestOfEach: number } | { readonly highestPosition: true }

export interface ReaderAnswer extends LogPage {
  /** Of `highestPosition`. */
  readonly position?: number
}
