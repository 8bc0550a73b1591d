interface Worked<Value> {
  /** In the order of the items. */
  readonly results: Value[]
  /** What was thrown first. */
  readonly failure?: { readonly error: unknown }
}

/** Does the work for each, a few at a time. Once it throws for one, no other is begun; those that were begun end. */
export const fewAtATime = async <Item, Value>(items: readonly Item[], count: number, work: (item: Item) => Promise<Value>): Promise<Worked<Value>> => {
  const results: Record<number, Value> = {}
  const queue = items.entries()
  let failure: Worked<Value>['failure']
  const takeNext = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failure) return
      try {
        results[index] = await work(item)
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, takeNext))
  return { results: Object.values(results), ...failure && { failure } }
}
