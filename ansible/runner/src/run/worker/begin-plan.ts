import { installs } from '@mimamori/contract'
import { timestamp, type RunnerClock } from '../../platform/clock.ts'
import type { KnownDevice } from '../../collector/connection.ts'
import { actionOf } from '../../plan/action.ts'
import type { Plan } from '../../plan/plan.ts'
import { renewedPlan } from '../../plan/renewed-plan.ts'
import { readPins, withoutPinned } from '../../state/pins.ts'
import { writeJsonFile } from '../../platform/files/json-file.ts'
import type { StateDirectory } from '../../state/state-directory.ts'

export interface BeginPlanOptions {
  readonly planned: Plan
  readonly state: Pick<StateDirectory, 'pins' | 'run'>
  readonly clock: RunnerClock
  /** Called with the reason if pins could not be read. */
  readonly onSetAside: (reason: string) => void
}

/**
 * Starts a plan now, and writes it: since it was made, devices may have been pinned, and it may have waited for its time, after
 * which `known` has the facts about its devices.
 */
export const planBeginner = (
  { planned, state, clock, onSetAside }: BeginPlanOptions
) => (known?: ReadonlyMap<string, KnownDevice>): Plan => {
  const begun = { ...planned, startedAt: timestamp(clock) }
  const unpinned = installs(actionOf(begun)) ? withoutPinned(begun, readPins(state.pins, onSetAside)) : begun
  const plan = known ? renewedPlan(unpinned, known) : unpinned
  writeJsonFile(state.run(planned.run).plan, plan)
  return plan
}
