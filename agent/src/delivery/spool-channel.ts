import type { BatchKind } from '@mimamori/contract/headers'
import type { Batch, BatchIdentity } from '../batch/batch.ts'
import type { Spool } from '../spool/spool.ts'
import { createNumbering, type Channel } from './channel.ts'

interface SpoolChannelOptions<Item> {
  readonly kind: BatchKind
  readonly stream: string
  readonly boot: string
  readonly spool: Spool<Item>
  readonly encode: (identity: BatchIdentity, items: readonly Item[]) => Batch
  /** Most of one batch: items, and their bytes before compression. */
  readonly limits: { readonly items: number, readonly bytes: number }
}

/** Delivers what waits in a spool, oldest first, and lets go of it only when it has arrived. */
export const createSpoolChannel = <Item>({ kind, stream, boot, spool, encode, limits }: SpoolChannelOptions<Item>): Channel => {
  const nextIdentity = createNumbering(stream, boot)
  /** The held items, in the portions in which they are sent: one, until a batch was too large. */
  let portions: (readonly Item[])[] = []
  let current: Batch | undefined

  const settle = (fate: 'delivered' | 'dropped'): void => {
    spool.settle(portions.shift()!.length, fate)
    current = undefined
  }

  return {
    kind,
    head () {
      if (portions.length === 0) {
        const items = spool.hold(limits)
        if (items.length > 0) portions = [items]
      }
      if (current === undefined && portions[0] !== undefined) current = encode(nextIdentity(), portions[0])
      return current
    },
    acknowledged: () => settle('delivered'),
    tooLarge () {
      const items = portions[0]!
      if (items.length === 1) return settle('dropped')
      const middle = Math.ceil(items.length / 2)
      portions.splice(0, 1, items.slice(0, middle), items.slice(middle))
      current = undefined
    },
    rejected: () => settle('dropped'),
    droppedCount: () => spool.stats().dropped,
    oldestMonotonicMs: () => spool.stats().oldestMonotonicMs
  }
}
