import type { HostItem } from '@mimamori/contract'
import type { RunnerClock } from '../platform/clock.ts'
import type { RunAnnotations } from './grafana/annotate-run.ts'
import type { RunReporter } from './run-reporter.ts'

/** Marks the run, and each device that was not updated, in Grafana. */
export const toGrafana = (annotations: RunAnnotations, clock: Pick<RunnerClock, 'nowMs'>): Partial<RunReporter> => {
  const item = (one: HostItem): void => {
    // An unreachable device is tried again, and marked at the end.
    if (one.state === 'finished' && one.outcome !== 'unreachable') annotations.mark(one)
  }
  const progress: RunReporter['progress'] = (counts) => { annotations.progress(clock.nowMs(), counts) }
  return {
    start: progress,
    item,
    progress,
    async end ({ endedAt, outcome, counts, hosts }) {
      for (const one of hosts) if (one.outcome === 'unreachable') annotations.mark(one)
      annotations.end(Date.parse(endedAt), counts, outcome)
      await annotations.deliver()
    }
  }
}
