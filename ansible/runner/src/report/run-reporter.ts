import type { HostCounts, HostItem } from '@mimamori/contract'
import type { RunResult } from '../state/run-result.ts'

/** Reports a run to the collector, Alertmanager and Grafana. None of them can hold it up or change it. */
export interface RunReporter {
  start (counts: HostCounts): void
  /** The state of a host has changed. It is in the run's events file, from which it is sent to the collector. */
  item (item: HostItem): void
  progress (counts: HostCounts): void
  /** Queue or pins have changed. To be called with their lock held. */
  queue (): void
  /** Resolves when all have received it, or could not be reached in time. */
  end (runResult: RunResult): Promise<void>
}
