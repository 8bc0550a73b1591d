import type { Spool } from './spool.ts'

interface MemorySpoolOptions<Item> {
  /** All items together, as measured by `bytesOf`. */
  readonly maxBytes: number
  readonly bytesOf: (item: Item) => number
}

/** A spool in memory: it spares the card (nothing is written) and is empty after a restart. */
export const createMemorySpool = <Item extends { readonly monotonicMs: number }>({ maxBytes, bytesOf }: MemorySpoolOptions<Item>): Spool<Item> => {
  let entries: { readonly item: Item, readonly bytes: number }[] = []
  let held = 0
  let bytes = 0
  let dropped = 0

  const removeAt = (start: number, count: number): void => {
    for (const entry of entries.splice(start, count)) bytes -= entry.bytes
  }

  return {
    append (item) {
      const entry = { item, bytes: bytesOf(item) }
      entries.push(entry)
      bytes += entry.bytes
      let excess = 0
      let freed = 0
      while (bytes - freed > maxBytes && held + excess < entries.length) freed += entries[held + excess++]!.bytes
      removeAt(held, excess)
      dropped += excess
    },
    hold ({ items: maxItems, bytes: maxHeldBytes }) {
      if (held === 0) {
        let heldBytes = 0
        while (held < Math.min(maxItems, entries.length)) {
          heldBytes += entries[held]!.bytes
          if (held > 0 && heldBytes > maxHeldBytes) break
          held += 1
        }
      }
      return entries.slice(0, held).map(({ item }) => item)
    },
    settle (count, fate) {
      if (count > held) throw new RangeError(`expected at most ${held} items to settle, got ${count}`)
      removeAt(0, count)
      held -= count
      if (fate === 'dropped') dropped += count
      if (entries.length === 0) entries = []
    },
    stats: () => ({
      items: entries.length,
      bytes,
      dropped,
      ...entries[0] !== undefined && { oldestMonotonicMs: entries[0].item.monotonicMs }
    })
  }
}
