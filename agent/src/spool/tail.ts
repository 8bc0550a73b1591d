import type { SourcedItem, SourcePosition } from './spool.ts'

/** An item that is in no batch yet. */
export interface Waiting<Item> {
  readonly sourced: SourcedItem<Item>
  readonly position: SourcePosition | undefined
  readonly bytes: number
  /** Since when it waits, in milliseconds of this boot. */
  readonly sinceMs: number
}

/** How much a batch holds at most: items, and their bytes before compression. */
export interface BatchLimits {
  readonly items: number
  readonly bytes: number
}

/** The newest items, of which no batch is made yet, in their order. */
export const createTail = <Item>() => {
  let waiting: Waiting<Item>[] = []
  let bytes = 0

  const remove = (count: number): readonly Waiting<Item>[] => {
    const removed = waiting.splice(0, count)
    for (const entry of removed) bytes -= entry.bytes
    return removed
  }

  return {
    get items () { return waiting.length },
    get bytes () { return bytes },
    get oldest () { return waiting[0] },
    has: (source: string): boolean => waiting.some(({ position }) => position?.source === source),
    add (entry: Waiting<Item>): void {
      waiting.push(entry)
      bytes += entry.bytes
    },
    /** Before all others: they were taken in earlier. */
    addFirst (entries: readonly Waiting<Item>[]): void {
      waiting = [...entries, ...waiting]
      for (const entry of entries) bytes += entry.bytes
    },
    isFull: (limits: BatchLimits): boolean => waiting.length >= limits.items || bytes >= limits.bytes,
    clear (): void {
      remove(waiting.length)
    },
    dropOldest: (): Waiting<Item> | undefined => remove(1)[0],
    /** The oldest items of one boot that fit into a batch; at least one if there is any. */
    take (limits: BatchLimits): readonly Waiting<Item>[] {
      let count = 0
      let taken = 0
      while (count < Math.min(limits.items, waiting.length)) {
        const entry = waiting[count]!
        taken += entry.bytes
        if (count > 0 && (taken > limits.bytes || entry.sourced.boot !== waiting[0]!.sourced.boot)) break
        count += 1
      }
      return remove(count)
    }
  }
}
export type Tail<Item> = ReturnType<typeof createTail<Item>>
