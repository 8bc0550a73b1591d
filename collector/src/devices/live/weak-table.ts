/** What many can share, by what it says: kept for as long as somebody else holds it. */
export interface WeakTable<Value extends object> {
  get (key: string): Value | undefined
  set (key: string, value: Value): void
  /** Entries, with those that were given up and have not yet been cleared away. */
  readonly size: number
}

/** Nothing in it needs a bound of its own: it is as large as those make it who hold what is in it. */
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
