import type { HostFinished } from '@mimamori/contract'
import type { RunnerClock } from '../platform/clock.ts'
import type { HostStates } from '../state/host-states.ts'
import type { Plan } from '../plan/plan.ts'
import type { RunLog } from '../state/run-log.ts'
import type { RunText } from '../text/run-text.en.ts'
import { latestResult } from '../state/canary-results.ts'

/** A run in progress: its plan, the states of its hosts, and its files. */
export interface ActiveRun {
  readonly plan: Plan
  /** As they are published. */
  readonly hostStates: HostStates
  /** Canaries that will be watched, by their own word: a success is published once its soak has ended. */
  readonly canaries: HostStates
  readonly log: RunLog
  /** Adds results of the runner's own to the run's events, and applies them. */
  readonly addResults: (results: readonly HostFinished[]) => void
  /** Fires when somebody cancels the run; its reason names them. */
  readonly cancelled: AbortSignal
  readonly clock: RunnerClock
  readonly text: RunText
}

/** The results that its hosts have by now, also unpublished ones. */
export const resultsOf = (run: Pick<ActiveRun, 'hostStates' | 'canaries'>): HostFinished[] =>
  run.hostStates.all().flatMap(({ host }) => latestResult(run, host) ?? [])
