/** Waiting items of many owners. Each owner in turn gives its oldest: however much one has, the others do not wait for it. */
export interface Turns<Item> {
  add (owner: string, item: Item): void
  /** Items until they weigh `enough` together, at least one where there is any. Of one owner they come oldest first. */
  take (enough: number): readonly Item[]
  /** Items that were taken stand before all others of their owner again; given in the order in which they were taken. */
  giveBack (items: readonly (readonly [owner: string, item: Item])[]): void
}

export const createTurns = <Item>(weightOf: (item: Item) => number): Turns<Item> => {
  /** The owner whose turn is next stands first. */
  const waiting = new Map<string, Item[]>()
  return {
    add (owner, item) {
      const items = waiting.get(owner)
      if (items) items.push(item)
      else waiting.set(owner, [item])
    },
    take (enough) {
      const taken: Item[] = []
      for (let weight = 0; weight < enough && waiting.size > 0;) {
        const [owner, items] = waiting.entries().next().value!
        const item = items.shift()!
        waiting.delete(owner)
        if (items.length > 0) waiting.set(owner, items)
        taken.push(item)
        weight += weightOf(item)
      }
      return taken
    },
    giveBack (items) {
      for (const [owner, item] of items.toReversed()) waiting.set(owner, [item, ...waiting.get(owner) ?? []])
    }
  }
}
