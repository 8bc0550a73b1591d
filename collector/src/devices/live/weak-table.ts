/** Table of shared values; an entry goes when nothing else references its value, so it needs no bound. */
export interface WeakTable<Value extends object> {
  get (key: string): Value | undefined
  set (key: string, value: Value): void
  /** The number of entries, including entries whose value is gone and that were not yet removed. */
  readonly size: number
}

export const createWeakTable = <Value extends object>(): WeakTable<Value> => {
  const entries = new Map<string, WeakRef<Value>>()
  const givenUp = new FinalizationRegistry<string>((key) => {
    // Another value can have come under the same key since.
    if (entries.get(key)?.deref() === undefined) entries.delete(key)
  })
  return {
    get: (key) => entries.get(key)?.deref(),
    set (key, value) {
      entries.set(key, new WeakRef(value))
      givenUp.register(value, key)
    },
    get size () { return entries.size }
  }
}
