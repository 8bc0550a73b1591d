import type { HostCounts, HostItem } from '@mimamori/contract'
import type { RunResult } from '../run/run-result.ts'

/** Reports a run to the collector, Alertmanager and Grafana. None of them can hold it up or change it. */
export interface RunReporter {
  start (counts: HostCounts): void
  /** Something has become of a host, and stands in the run's events file, where the collector gets it from. */
  item (item: HostItem): void
  progress (counts: HostCounts): void
  /** Who waits to be caught up has changed, or who is held. To be called while nobody else can change them. */
  queue (): void
  /** Resolves when all have got it, or could not be reached in a moment. */
  end (runResult: RunResult): Promise<void>
}
