import { NoDataError, type Collector } from './collector.ts'
import { gauge, type Family, type Sample } from './text-format/index.ts'

export interface CollectOptions {
  /** Called for each collector that failed; NoDataError is an expected outcome and is reported as such. */
  readonly onFailure?: (failure: { readonly collector: string, readonly error: unknown, readonly noData: boolean }) => void
  /** A clock in milliseconds that only goes forward. */
  readonly monotonicMs?: () => number
}

/**
 * Runs every collector, one after the other, and adds node_exporter's two families about the collection itself.
 * A collector that fails costs its own families and nothing else.
 */
export const collectAll = async (collectors: readonly Collector[], { onFailure, monotonicMs = () => performance.now() }: CollectOptions = {}): Promise<Family[]> => {
  const families: Family[] = []
  const durations: Sample[] = []
  const successes: Sample[] = []
  for (const collector of collectors) {
    const { name } = collector
    const startMs = monotonicMs()
    let success = 1
    try {
      families.push(...await collector.collect())
    } catch (error) {
      success = 0
      onFailure?.({ collector: name, error, noData: error instanceof NoDataError })
    }
    durations.push({ labels: { collector: name }, value: (monotonicMs() - startMs) / 1000 })
    successes.push({ labels: { collector: name }, value: success })
  }
  return [
    ...families,
    gauge('node_scrape_collector_duration_seconds', 'node_exporter: Duration of a collector scrape.', durations),
    gauge('node_scrape_collector_success', 'node_exporter: Whether a collector succeeded.', successes)
  ]
}
