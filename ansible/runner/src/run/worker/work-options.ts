import type { RunnerClock } from '../../platform/clock.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Settings } from '../../settings/settings.ts'
import type { StateDirectory } from '../../state/state-directory.ts'

/** Everything that a worker works with. */
export interface WorkOptions {
  readonly plan: Plan
  readonly settings: Settings
  readonly state: StateDirectory
  readonly clock: RunnerClock
  readonly ansibleDirectory: string
  /** The descriptor of the lock that we have. */
  readonly lock: number
}
