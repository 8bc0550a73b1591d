import type { Batch } from './batch/batch.ts'
import type { ItemClocks } from './batch/item-age.ts'

/** A batch, and the data about it that is not sent. */
export interface SpooledBatch {
  readonly batch: Batch
  /** Its place among all batches of this spool, over all runs of the agent; rises. */
  readonly order: number
  /** The clocks of its oldest item. */
  readonly oldest: ItemClocks
  /** The positions of its sources after it. */
  readonly positions: ReadonlyMap<string, string>
}
