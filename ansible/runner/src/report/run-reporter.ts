import type { HostCounts, HostFinished, HostItem } from '@mimamori/contract'
import type { QueueState } from '../run/change-queue.ts'
import type { RunResult } from '../run/run-result.ts'

/** Reports a run to the collector, Alertmanager and Grafana. None of them can hold it up or change it. */
export interface RunReporter {
  /** Resolves when the collector knows of the run, or could not be reached in a moment: the callback's items come next. */
  start (counts: HostCounts): Promise<void>
  /** An item of the callback's, which the collector has from it. */
  item (item: HostItem): void
  /** Results of the runner's own. */
  results (results: readonly HostFinished[]): void
  progress (counts: HostCounts): void
  /** Who waits to be caught up, and who is held, after the run. */
  queue (state: QueueState): void
  /** Resolves when all have got it, or could not be reached in a moment. */
  end (runResult: RunResult): Promise<void>
}
