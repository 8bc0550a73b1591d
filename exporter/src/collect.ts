import { NoDataError, type Collector } from './collector.ts'
import { gauge, type Family, type Sample } from './text-format/index.ts'

export interface CollectFailure {
  /** The collector's name. */
  readonly collector: string
  readonly error: unknown
  /** Whether the machine has nothing of the kind (NoDataError), which is no failure. */
  readonly noData: boolean
}

/**
 * Several problems of one collector as one error, in a stable order, so that a log sees whether it is the same as before.
 */
const inOne = (problems: readonly Error[]): Error =>
  problems.length === 1 ? problems[0]! : new AggregateError(problems, problems.map(({ message }) => message).sort().join('; '))

export interface CollectOptions {
  /** Called for each collector that failed, wholly or in part; NoDataError is an expected outcome and is reported as such. */
  readonly onFailure?: (failure: CollectFailure) => void
  /** Called for each collector that did not fail. */
  readonly onSuccess?: (collector: string) => void
  /** A clock in milliseconds that only goes forward. */
  readonly monotonicMs?: () => number
}

/**
 * Adds one collector's families to those of all. A name that exists already would break the whole page: that
 * family is left out, and reported.
 */
const addFamilies = (all: Map<string, Family>, found: readonly Family[], report: (problem: Error) => void): void => {
  for (const family of found) {
    if (all.has(family.name)) report(new Error(`the family ${family.name} is there already, and this one is left out`))
    else all.set(family.name, family)
  }
}

/**
 * Runs every collector, one after the other, and adds node_exporter's two families about the collection itself.
 * A collector that fails costs its own families and nothing else.
 */
export const collectAll = async (
  collectors: readonly Collector[],
  { onFailure, onSuccess, monotonicMs = () => performance.now() }: CollectOptions = {}
): Promise<Family[]> => {
  const families = new Map<string, Family>()
  const durations: Sample[] = []
  const successes: Sample[] = []
  for (const collector of collectors) {
    const { name } = collector
    const startMs = monotonicMs()
    let success = 1
    try {
      const problems: Error[] = []
      const report = (problem: Error): void => {
        problems.push(problem)
      }
      addFamilies(families, await collector.collect(report), report)
      if (problems.length === 0) onSuccess?.(name)
      else onFailure?.({ collector: name, error: inOne(problems), noData: false })
    } catch (error) {
      success = 0
      onFailure?.({ collector: name, error, noData: error instanceof NoDataError })
    }
    durations.push({ labels: { collector: name }, value: Math.round((monotonicMs() - startMs) * 1e6) / 1e9 })
    successes.push({ labels: { collector: name }, value: success })
  }
  return [
    ...families.values(),
    gauge('node_scrape_collector_duration_seconds', 'node_exporter: Duration of a collector scrape.', durations),
    gauge('node_scrape_collector_success', 'node_exporter: Whether a collector succeeded.', successes)
  ]
}
