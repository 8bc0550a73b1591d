import { collectAll, type CollectOptions } from './collect.ts'
import type { Collector } from './collector.ts'
import type { Family } from './text-format/index.ts'

/**
 * Collects everything, or from the named collectors alone. Any number may ask at once: one collection runs at a time, since a
 * collector may keep something from one to the next, and a scrape during another one shares its result.
 */
export type Collect = (names?: ReadonlySet<string>) => Promise<readonly Family[]>

export interface SharedCollectionOptions extends CollectOptions {
  /** Called after each collection, even a failed one, before the next begins. If it throws, that collection alone is rejected. */
  readonly afterEach?: (() => void) | undefined
}

export const sharedCollection = (collectors: readonly Collector[], { afterEach, ...collecting }: SharedCollectionOptions = {}): Collect => {
  const underWay = new Map<string, Promise<readonly Family[]>>()
  let last: Promise<unknown> = Promise.resolve()

  return (names) => {
    // No collector has a name with a star.
    const key = names === undefined ? '*' : [...names].sort().join(',')
    const shared = underWay.get(key)
    if (shared !== undefined) return shared
    const chosen = names === undefined ? collectors : collectors.filter(({ name }) => names.has(name))
    const families = last.then(() => collectAll(chosen, collecting)).finally(() => {
      underWay.delete(key)
      afterEach?.()
    })
    underWay.set(key, families)
    last = families.catch(() => undefined)
    return families
  }
}
