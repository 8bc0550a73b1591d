import { collectAll, type Collector, type Family } from '@mimamori/exporter'
import type { Logger } from '../log/logger.ts'

export interface Measure {
  /**
   * Collects all families, or those of the named collectors. One collection runs at a time, since a collector may keep
   * something from one to the next; who asks for all of them while that is under way gets the same.
   */
  collect (names?: ReadonlySet<string>): Promise<readonly Family[]>
  readonly collectorNames: readonly string[]
  /** Collectors that failed when they were last asked, and why. */
  failing (): ReadonlyMap<string, string>
}

export interface MeasureOptions {
  /** Called after each collection. */
  readonly afterEach?: () => void
}

/** Runs the collectors, and logs one that fails when it begins to and when it works again, not each time. */
export const createMeasure = (collectors: readonly Collector[], log: Logger, { afterEach = () => undefined }: MeasureOptions = {}): Measure => {
  const failing = new Map<string, string>()
  let ofAll: Promise<readonly Family[]> | undefined
  let last: Promise<unknown> = Promise.resolve()

  const collect = (chosen: readonly Collector[]): Promise<readonly Family[]> => collectAll(chosen, {
    onFailure ({ collector, error, noData }) {
      if (noData) return
      const reason = error instanceof Error ? error.message : String(error)
      if (!failing.has(collector)) log.warn({ collector, reason }, 'collector failed')
      failing.set(collector, reason)
    },
    onSuccess (collector) {
      if (failing.delete(collector)) log.info({ collector }, 'collector works again')
    }
  })
  const inTurn = (chosen: readonly Collector[]): Promise<readonly Family[]> => {
    const families = last.then(() => collect(chosen))
    last = families.then(afterEach, () => undefined)
    return families
  }

  return {
    collect: (names) => names === undefined
      ? ofAll ??= inTurn(collectors).finally(() => { ofAll = undefined })
      : inTurn(collectors.filter(({ name }) => names.has(name))),
    collectorNames: collectors.map(({ name }) => name),
    failing: () => failing
  }
}
