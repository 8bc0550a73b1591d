import type { QueuedBatch } from '../log-backend.ts'
import type { LogPage, LogQuery } from '../log-query.ts'
import type { RemovalReason } from '../removal-reason.ts'
import type { BufferedBatch, StoredIds } from './store-batches.ts'

/** The data that the writer thread is started with. */
export interface WriterData {
  readonly file: string
  readonly maxBytes: number
}

/**
 * Asks the writer thread to buffer batches in memory, and to flush them to the disk; to remove a little of what is too old or too much,
 * else to index a little of what an earlier version left; to correct a little of what lies in the future.
 */
export type WriterQuestion =
  | { readonly buffer: readonly BufferedBatch[] }
  | { readonly flush: { readonly oldestPosition: number } }
  | { readonly makeRoom: { readonly beforeMs: number | undefined } }
  | { readonly clamp: { readonly nowMs: number } }

/** The result. */
export interface WriterAnswer {
  /** Lines. */
  readonly removed: Readonly<Record<RemovalReason, number>>
  /** Lines that were removed, indexed or corrected: 0 says that there are no more. */
  readonly changed: number
}

/** A question to the reader thread. */
export type ReaderQuestion =
  | { readonly buffer: readonly QueuedBatch[] }
  /** Batches that are stored, by their positions. */
  | { readonly release: readonly number[] }
  | { readonly search: LogQuery } | { readonly latestOfEach: number } | { readonly highestPosition: true }

export interface ReaderAnswer extends LogPage {
  /** The answer to `highestPosition`. */
  readonly position?: number
  /** Answer to `buffer`. */
  readonly ids?: readonly StoredIds[]
}
