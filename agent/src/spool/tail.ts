import type { SourcedItems, SourcePosition } from './spool.ts'

/** Items that are in no batch yet, and stay together. */
export interface Waiting<Item> extends SourcedItems<Item> {
  readonly position: SourcePosition | undefined
  readonly bytes: number
  /** Since when they wait, in milliseconds of this boot. */
  readonly sinceMs: number
}

/** How much a batch holds at most: items, and their bytes before compression. */
export interface BatchLimits {
  readonly items: number
  readonly bytes: number
}

/** How many items these are. */
export const countItems = (entries: readonly Waiting<unknown>[]): number => entries.reduce((sum, { items }) => sum + items.length, 0)

/** The newest items, which are in no batch yet, in their order. */
export const createTail = <Item>() => {
  const waiting: Waiting<Item>[] = []
  let items = 0
  let bytes = 0

  const remove = (count: number): readonly Waiting<Item>[] => {
    const removed = waiting.splice(0, count)
    items -= countItems(removed)
    for (const entry of removed) bytes -= entry.bytes
    return removed
  }

  return {
    get items () { return items },
    get bytes () { return bytes },
    get oldest () { return waiting[0] },
    has: (source: string): boolean => waiting.some(({ position }) => position?.source === source),
    add (entry: Waiting<Item>): void {
      waiting.push(entry)
      items += entry.items.length
      bytes += entry.bytes
    },
    isFull: (limits: BatchLimits): boolean => items >= limits.items || bytes >= limits.bytes,
    clear (): void {
      remove(waiting.length)
    },
    dropOldest: (): Waiting<Item> | undefined => remove(1)[0],
    /** The oldest of one boot that fit into a batch; at least one entry if there is any. */
    take (limits: BatchLimits): readonly Waiting<Item>[] {
      const taken = { items: 0, bytes: 0 }
      let count = 0
      for (const entry of waiting) {
        taken.items += entry.items.length
        taken.bytes += entry.bytes
        if (count > 0 && (taken.items > limits.items || taken.bytes > limits.bytes || entry.boot !== waiting[0]!.boot)) break
        count += 1
      }
      return remove(count)
    }
  }
}
