import type { HostFinished } from '@mimamori/contract'
import type { RunnerClock } from '../clock.ts'
import { resultOf, type HostStates } from '../events/host-states.ts'
import type { Plan } from '../plan/plan.ts'
import type { RunLog } from '../state/run-log.ts'
import type { RunText } from '../text/run-text.en.ts'

/** A run in progress: its plan, the states of its hosts, and its files. */
export interface ActiveRun {
  readonly plan: Plan
  readonly hostStates: HostStates
  readonly log: RunLog
  /** Adds results of the runner's own to the run's events, and applies them. */
  readonly addResults: (results: readonly HostFinished[]) => void
  /** Fires when somebody cancels the run; its reason says who. */
  readonly cancelled: AbortSignal
  readonly clock: RunnerClock
  readonly text: RunText
}

/** The results that its hosts have by now. */
export const resultsOf = ({ hostStates }: Pick<ActiveRun, 'hostStates'>): HostFinished[] => hostStates.all().flatMap((one) => resultOf(one) ?? [])
