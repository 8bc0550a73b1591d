import type { Batch, BatchIdentity } from './batch/batch.ts'
import type { SentBatch } from './disk/ledger-state.ts'
import type { ItemClocks } from './batch/item-age.ts'
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

/** The positions of the sources of these items after them. */
export const lastPositions = (entries: readonly Waiting<unknown>[]): ReadonlyMap<string, string> =>
  new Map(entries.flatMap(({ position }) => position === undefined ? [] : [[position.source, position.position]]))

interface SealingOptions<Item> {
  readonly stream: string
  readonly nextOrder: number
  readonly encode: (identity: BatchIdentity, items: readonly Item[]) => Batch
}

/** Makes a batch from items, at least one and all of one boot: it gets the next place in the stream, or the one that is given. */
export type Seal<Item> = (entries: readonly Waiting<Item>[], place?: Pick<SentBatch, 'stream' | 'sequence' | 'order'>) => Sealed<Item>

export const createSealing = <Item extends ItemClocks>({ stream, nextOrder, encode }: SealingOptions<Item>): Seal<Item> => {
  let sequence = 0
  let order = nextOrder - 1
  return (entries, place = { stream, sequence: ++sequence, order: ++order }) => {
    const [first] = entries
    const { boot, items: [oldest], sinceMs } = first!
    const { monotonicMs, wallMs } = oldest!
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
