import type { HostFinished, HostItem } from '@mimamori/contract'
import type { Counts } from '../events/host-states.ts'
import type { QueueState } from './change-queue.ts'
import type { Verdict } from './verdict.ts'

/** Tells the collector, Alertmanager and Grafana of a run. None of them can hold it up or change it. */
export interface Tell {
  /** Resolves when the collector knows of the run, or could not be told in a moment: the callback's items come next. */
  start (counts: Counts): Promise<void>
  /** An item of the callback's, which the collector has from it. */
  item (item: HostItem): void
  /** Results of the runner's own. */
  results (results: readonly HostFinished[]): void
  progress (counts: Counts): void
  /** Who waits to be caught up, and who is held, after the run. */
  queue (state: QueueState): void
  /** Resolves when all have been told, or could not be told in a moment. */
  end (verdict: Verdict): Promise<void>
}
