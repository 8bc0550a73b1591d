import type { ItemClocks } from './batch/item-age.ts'
import { lastPositions, type Seal, type Sealed } from './sealed.ts'
import type { SpooledBatch } from './spooled-batch.ts'
import { createTail, type BatchLimits, type Waiting } from './tail.ts'

interface MemoryOptions<Item> {
  readonly limits: BatchLimits
  readonly seal: Seal<Item>
}

/** Items lost for lack of room: how many, and the positions of their sources after them. */
export interface Dropped {
  readonly items: number
  readonly positions: ReadonlyMap<string, string>
}

/** The part of a spool that is in memory: batches, the oldest first, and after them the newest items, which are in no batch yet. */
export const createMemory = <Item extends ItemClocks>({ limits, seal }: MemoryOptions<Item>) => {
  const batches: Sealed<Item>[] = []
  const tail = createTail<Item>()

  return {
    get items () { return batches.reduce((sum, { spooled }) => sum + spooled.batch.items, tail.items) },
    get bytes () { return batches.reduce((sum, { spooled }) => sum + spooled.batch.body.length, tail.bytes) },
    /** Whether there are items that are in no batch yet. */
    get hasUnsealed () { return tail.items > 0 },
    /** Whether those fill a batch. */
    get isFull () { return tail.isFull(limits) },
    get first (): Sealed<Item> | undefined { return batches[0] },
    /** The clocks and boot of the oldest item, and since when it waits. */
    get oldest () {
      const [batch] = batches
      if (batch !== undefined) return { clocks: batch.spooled.oldest, boot: batch.spooled.batch.boot, sinceMs: batch.sinceMs }
      return tail.oldest && { clocks: tail.oldest.items[0]!, boot: tail.oldest.boot, sinceMs: tail.oldest.sinceMs }
    },
    has: (source: string): boolean => tail.has(source) || batches.some(({ spooled }) => spooled.positions.has(source)),
    add (entry: Waiting<Item>): void { tail.add(entry) },
    /** Before all others: its items were taken in earlier. */
    addFirstBatch (batch: Sealed<Item>): void { batches.unshift(batch) },
    /** Makes a batch of the oldest items that are in none. */
    seal (): void {
      const entries = tail.take(limits)
      if (entries.length > 0) batches.push(seal(entries))
    },
    /** All batches. */
    batches: (): readonly SpooledBatch[] => batches.map(({ spooled }) => spooled),
    /** Takes all of them out. */
    takeBatches: (): readonly SpooledBatch[] => batches.splice(0).map(({ spooled }) => spooled),
    /** Takes the first batch out; there is one. */
    takeFirst: (): SpooledBatch => batches.shift()!.spooled,
    /**
     * Drops the oldest batch, apart from the first if that is to stay, else the oldest items that are in none;
     * undefined if there is neither.
     */
    dropOldest ({ keepsFirst }: { readonly keepsFirst: boolean }): Dropped | undefined {
      const [batch] = batches.splice(keepsFirst ? 1 : 0, 1)
      if (batch !== undefined) return { items: batch.spooled.batch.items, positions: batch.spooled.positions }
      const entry = tail.dropOldest()
      return entry && { items: entry.items.length, positions: lastPositions([entry]) }
    },
    /** Moves sources here once the first batch, which comes before, is settled. */
    passAfterFirst (positions: ReadonlyMap<string, string>): void {
      const [first] = batches
      batches[0] = { ...first!, spooled: { ...first!.spooled, positions: new Map([...first!.spooled.positions, ...positions]) } }
    },
    clear (): void {
      tail.clear()
      batches.length = 0
    }
  }
}
