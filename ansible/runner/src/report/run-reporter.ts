import type { HostCounts, HostItem } from '@mimamori/contract'
import { waitAtMost } from '../platform/wait-at-most.ts'
import type { RunResult } from '../state/run-result.ts'

/** Reports a run to the collector, Alertmanager and Grafana. None of them can delay or change it. */
export interface RunReporter {
  start (counts: HostCounts): void
  /** The state of a host has changed. It is in the run's events file, from which it is sent to the collector. */
  item (item: HostItem): void
  progress (counts: HostCounts): void
  /** Queue or pins have changed. Call it with their lock. */
  queue (): void
  /** Resolves when all have received it, or could not be reached in time. */
  end (runResult: RunResult): Promise<void>
}

interface ReportOptions {
  /** Called if something could not be stored for later, as on a full disk, which does not end the run. */
  readonly warn: (reason: string) => void
  /** How long it waits for all of them to end; they continue in the background. */
  readonly timeoutMs: number
}

/** Combines several reporters, which may report only a part, into one. */
export const reportToAll = (reporters: readonly Partial<RunReporter>[], { warn, timeoutMs }: ReportOptions): RunReporter => {
  const each = (report: (reporter: Partial<RunReporter>) => void): void => {
    for (const reporter of reporters) {
      try {
        report(reporter)
      } catch (error) {
        warn((error as Error).message)
      }
    }
  }
  return {
    start (counts) { each((one) => one.start?.(counts)) },
    item (item) { each((one) => one.item?.(item)) },
    progress (counts) { each((one) => one.progress?.(counts)) },
    queue () { each((one) => one.queue?.()) },
    end: (runResult) => waitAtMost(Promise.all(reporters.map(async (one) => {
      await one.end?.(runResult).catch(({ message }: Error) => { warn(message) })
    })), timeoutMs)
  }
}
