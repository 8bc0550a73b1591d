import type { BatchKind } from '@mimamori/contract/headers'
import type { Batch } from '../spool/batch/batch.ts'

/**
 * Delivers one kind, one batch at a time. A batch gets its sequence and its bytes when it becomes the head, and stays the head, byte for
 * byte, until it is settled or (a report) replaced by a newer one.
 */
export interface Channel {
  readonly kind: BatchKind
  /** The batch to send next; undefined while there is none. Called right before each try. */
  head (): Batch | undefined
  /** For how long `head` gives nothing although something waits; undefined while it does. */
  pauseMs? (): number | undefined
  /** The collector has it. */
  acknowledged (): void
  /** It is too large (413): try its halves, or lose what cannot be halved. */
  tooLarge (): void
  /** It will never be taken (400, 422): set it aside and go on with the next. */
  rejected (): void
  /** Items lost since the start. */
  droppedCount (): number
  /** The age of the oldest item that waits; only for kinds whose items must not be lost. */
  oldestAgeMs (): number | undefined
}
