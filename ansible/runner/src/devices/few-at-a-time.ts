/** Does the work for each, a few at a time, and gives the results in the order of the items. @throws what the work throws, once all that was begun has ended */
export const fewAtATime = async <Item, Value>(items: readonly Item[], count: number, work: (item: Item) => Promise<Value>): Promise<Value[]> => {
  const results: Value[] = []
  const queue = items.entries()
  const takeNext = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(count, items.length) }, takeNext))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return results
}
