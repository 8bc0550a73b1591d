/** Ids in rising order, kept sorted as they come and go: sorting a large fleet for each exposition would block everything else. */
export interface SortedIds {
  add (id: string): void
  remove (id: string): void
  /** A copy. */
  all (): readonly string[]
}

export const createSortedIds = (): SortedIds => {
  const ids: string[] = []
  const placeOf = (id: string): number => {
    let [low, high] = [0, ids.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (ids[middle]! < id) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    add (id) {
      const place = placeOf(id)
      if (ids[place] !== id) ids.splice(place, 0, id)
    },
    remove (id) {
      const place = placeOf(id)
      if (ids[place] === id) ids.splice(place, 1)
    },
    all: () => [...ids]
  }
}
