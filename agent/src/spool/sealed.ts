import type { Batch, BatchIdentity } from '../batch/batch.ts'
import type { SentBatch } from './disk/ledger-state.ts'
import type { ItemClocks } from './item-age.ts'
import type { SpooledBatch } from './spooled-batch.ts'
import type { Waiting } from './tail.ts'

/** A batch in memory. */
export interface Sealed<Item> {
  readonly spooled: SpooledBatch
  /** Its items that no source can give again. */
  readonly loose: readonly Item[]
  /** Since when its oldest item waits, in milliseconds of this boot. */
  readonly sinceMs: number
}

/** Where the sources of these items stand after them. */
export const lastPositions = (entries: readonly Waiting<unknown>[]): ReadonlyMap<string, string> =>
  new Map(entries.flatMap(({ position }) => position === undefined ? [] : [[position.source, position.position]]))

interface SealingOptions<Item> {
  readonly stream: string
  readonly nextOrder: number
  readonly encode: (identity: BatchIdentity, items: readonly Item[]) => Batch
}

/** Makes a batch of items, at least one and all of one boot: it gets its place in the stream, or has the one of a batch that was tried before a kill. */
export type Seal<Item> = (entries: readonly Waiting<Item>[], sent?: SentBatch) => Sealed<Item>

export const createSealing = <Item extends ItemClocks>({ stream, nextOrder, encode }: SealingOptions<Item>): Seal<Item> => {
  let sequence = 0
  let order = nextOrder - 1
  return (entries, sent) => {
    const [first] = entries
    const { boot, items: [oldest], sinceMs } = first!
    const { monotonicMs, wallMs } = oldest!
    const place = sent ?? { stream, sequence: ++sequence, order: ++order }
    return {
      spooled: {
        batch: encode({ stream: place.stream, sequence: place.sequence, boot }, entries.flatMap(({ items }) => items)),
        order: place.order,
        oldest: { monotonicMs, wallMs },
        positions: lastPositions(entries)
      },
      loose: entries.filter(({ position }) => position === undefined).flatMap(({ items }) => items),
      sinceMs
    }
  }
}
