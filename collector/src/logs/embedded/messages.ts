import type { HighestBatch, QueuedBatch } from '../log-backend.ts'
import type { LogPage, LogQuery } from '../log-query.ts'
import type { RemovalReason } from '../removal-reason.ts'
import type { BufferedBatch, StoredIds } from './store-batches.ts'

/** The data that the writer thread is started with. */
export interface WriterData {
  readonly file: string
  readonly maxBytes: number
}

/**
 * Asks the writer thread to buffer batches in memory, and to flush them to the disk; to remove a few lines that are too old or too many,
 * else to index a few of an earlier version; to correct a few that lie in the future.
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
  /** The lines that were removed, indexed or corrected: 0 if there are no more. */
  readonly changed: number
}

/** A question to the reader thread. */
export type ReaderQuestion =
  | { readonly buffer: readonly QueuedBatch[] }
  /** Stored batches, by their positions. */
  | { readonly release: readonly number[] }
  | { readonly search: LogQuery } | { readonly latestOfEach: number } | { readonly highestBatch: true }

export interface ReaderAnswer extends LogPage {
  /** Answer to `highestBatch`. */
  readonly highest?: HighestBatch
  /** Answer to `buffer`. */
  readonly ids?: readonly StoredIds[]
}
