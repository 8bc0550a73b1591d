import { failureLog, sharedCollection, type Collect, type Collector, type SharedCollectionOptions } from '@mimamori/exporter'
import type { Logger } from '../log/logger.ts'

export interface Measure {
  readonly collect: Collect
  readonly collectorNames: readonly string[]
  /** Collectors that failed when they were last asked, and why. */
  readonly failing: ReadonlyMap<string, string>
}

/** Runs the collectors, and logs failures when they begin and end, not at each collection. */
export const createMeasure = (
  collectors: readonly Collector[],
  log: Logger,
  { afterEach }: Pick<SharedCollectionOptions, 'afterEach'> = {}
): Measure => {
  const { failing, ...hooks } = failureLog({
    failed: (collector, reason) => {
      log.warn({ collector, reason }, 'collector failed')
    },
    worksAgain: (collector) => {
      log.info({ collector }, 'collector works again')
    }
  })
  return { collect: sharedCollection(collectors, { ...hooks, afterEach }), collectorNames: collectors.map(({ name }) => name), failing }
}
