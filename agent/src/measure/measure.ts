import { collectAll, type Collector, type Family } from '@mimamori/exporter'
import type { Logger } from '../log/logger.ts'

export interface Measure {
  /** Collects all families. Who asks while a collection is under way gets the same one. */
  collect (): Promise<readonly Family[]>
  /** Collectors that failed in the newest collection, and why. */
  failing (): ReadonlyMap<string, string>
}

/** Runs the collectors, and logs one that fails when it begins to and when it works again, not each time. */
export const createMeasure = (collectors: readonly Collector[], log: Logger): Measure => {
  const failing = new Map<string, string>()
  let underWay: Promise<readonly Family[]> | undefined

  const collect = async (): Promise<readonly Family[]> => {
    const failed = new Set<string>()
    const families = await collectAll(collectors, {
      onFailure ({ collector, error, noData }) {
        if (noData) return
        failed.add(collector)
        const reason = error instanceof Error ? error.message : String(error)
        if (!failing.has(collector)) log.warn({ collector, reason }, 'collector failed')
        failing.set(collector, reason)
      }
    })
    for (const collector of failing.keys()) {
      if (failed.has(collector)) continue
      failing.delete(collector)
      log.info({ collector }, 'collector works again')
    }
    return families
  }

  return {
    collect: () => underWay ??= collect().finally(() => { underWay = undefined }),
    failing: () => failing
  }
}
