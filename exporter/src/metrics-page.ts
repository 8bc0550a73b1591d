import { collectAll, type CollectOptions } from './collect.ts'
import type { Collector } from './collector.ts'
import { renderFamilies, type Family } from './text-format/index.ts'

export interface MetricsPageOptions extends CollectOptions {
  readonly collectors: readonly Collector[]
  /** Families beside those of the collectors, such as the process's own. */
  readonly more?: () => readonly Family[]
}

/** Collects and prints: everything, or only the named collectors. */
export type MetricsPage = (names?: ReadonlySet<string>) => Promise<string>

/**
 * Makes a page that any number of scrapes may ask for at once: one collection runs at a time, and whoever asks for what
 * is being collected already shares its result.
 */
export const metricsPage = ({ collectors, more = () => [], ...collecting }: MetricsPageOptions): MetricsPage => {
  const underWay = new Map<string, Promise<string>>()
  let last: Promise<unknown> = Promise.resolve()

  const collect = async (names?: ReadonlySet<string>): Promise<string> => {
    const chosen = names === undefined ? collectors : collectors.filter(({ name }) => names.has(name))
    return renderFamilies([...await collectAll(chosen, collecting), ...more()])
  }

  return (names) => {
    // No collector has a name with a star.
    const key = names === undefined ? '*' : [...names].sort().join(',')
    const shared = underWay.get(key)
    if (shared !== undefined) return shared
    const page = last.then(() => collect(names)).finally(() => underWay.delete(key))
    underWay.set(key, page)
    last = page.catch(() => undefined)
    return page
  }
}
