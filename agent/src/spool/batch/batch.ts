import type { BatchKind, ShutdownReason } from '@mimamori/contract/headers'

/** Something to deliver, encoded once: every try sends these very bytes. */
export interface Batch {
  readonly kind: BatchKind
  /** The random id of this start of the agent. */
  readonly stream: string
  /** From 1 within stream and kind; once sent, a number never stands for other content. */
  readonly sequence: number
  /** The boot in which its items were made. */
  readonly boot: string
  readonly contentType: string
  /** gzip. */
  readonly body: Buffer
  /** Series of a report, lines of a logs batch, reports of a samples batch. */
  readonly items: number
  readonly shutdownReason?: ShutdownReason | undefined
}

/** The identity of a batch. */
export type BatchIdentity = Pick<Batch, 'stream' | 'sequence' | 'boot'>

/** Which of a batch's items, from `start` up to `end`. */
export interface ItemRange {
  readonly start: number
  readonly end: number
}

/** Makes a batch of its own of some items of another. */
export type TakePart = (batch: Batch, identity: BatchIdentity, range: ItemRange) => Batch
