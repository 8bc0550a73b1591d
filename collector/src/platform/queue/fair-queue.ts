/** Waiting items of many owners. Each owner in turn gives its oldest (round robin): however much one has, the others do not wait for it. */
export interface FairQueue<Item> {
  add (owner: string, item: Item): void
  /**
   * Items until they weigh `enough` together, at least one if there is any; none of owners that are not ready. One owner's items come
   * oldest first.
   */
  take (enough: number, isReady?: (owner: string) => boolean): readonly Item[]
  /** Puts items that were taken before all others of their owner again; give them in the order in which they were taken. */
  giveBack (items: readonly (readonly [owner: string, item: Item])[]): void
}

/** The queue of one owner: `items` from `next` on; the slots of taken ones are empty. */
interface Waiting<Item> {
  items: (Item | undefined)[]
  next: number
}

/** The most empty slots that may stay in front: moving the ones after them costs time. */
const mostBeforeNext = 1000

export const createFairQueue = <Item>(weightOf: (item: Item) => number): FairQueue<Item> => {
  /** The owner whose turn is next comes first. */
  const owners = new Map<string, Waiting<Item>>()
  const takeOf = (waiting: Waiting<Item>): Item => {
    const item = waiting.items[waiting.next]!
    waiting.items[waiting.next++] = undefined
    if (waiting.next > Math.max(mostBeforeNext, waiting.items.length / 2)) {
      Object.assign(waiting, { items: waiting.items.slice(waiting.next), next: 0 })
    }
    return item
  }
  return {
    add (owner, item) {
      const waiting = owners.get(owner)
      if (waiting) waiting.items.push(item)
      else owners.set(owner, { items: [item], next: 0 })
    },
    take (enough, isReady = () => true) {
      const taken: Item[] = []
      const next = () => owners.entries().find(([owner]) => isReady(owner))
      for (let weight = 0, turn = next(); (taken.length === 0 || weight < enough) && turn !== undefined; turn = next()) {
        const [owner, waiting] = turn
        const item = takeOf(waiting)
        owners.delete(owner)
        if (waiting.next < waiting.items.length) owners.set(owner, waiting)
        taken.push(item)
        weight += weightOf(item)
      }
      return taken
    },
    giveBack (items) {
      for (const [owner, given] of Map.groupBy(items, ([owner]) => owner)) {
        const { items: rest, next } = owners.get(owner) ?? { items: [], next: 0 }
        owners.set(owner, { items: [...given.map(([, item]) => item), ...rest.slice(next)], next: 0 })
      }
    }
  }
}
