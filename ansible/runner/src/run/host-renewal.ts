import { instant } from '../clock.ts'
import type { KnownDevice } from '../collector/connection.ts'
import type { Plan, PlannedHost } from '../plan/plan.ts'
import { renewedHosts } from '../plan/renewed-plan.ts'
import type { ActiveRun } from './active-run.ts'
import { ownResult } from './results.ts'

/** Asks the collector for the hosts again if the run has waited between its batches. */
export interface HostRenewal {
  /** The hosts as they are known now. Those that are paused and off get the result skipped, and are left out. */
  readonly renew: (hosts: readonly PlannedHost[]) => Promise<readonly PlannedHost[]>
  /** The plan, with those among its `pausedOff`. */
  readonly plan: () => Plan
}

export interface HostRenewalOptions {
  readonly run: Pick<ActiveRun, 'plan' | 'hostStates' | 'addResults' | 'clock' | 'text'>
  readonly takeHasWaited: () => boolean
  /** Rejects if the collector does not answer: what was known stays. */
  readonly askConnections: () => Promise<ReadonlyMap<string, KnownDevice>>
  /** Writes the plan to plan.json. */
  readonly keepPlan: (plan: Plan) => void
}

export const hostRenewal = ({ run, takeHasWaited, askConnections, keepPlan }: HostRenewalOptions): HostRenewal => {
  const { hostStates, addResults, clock, text } = run
  let { plan } = run
  return {
    async renew (given) {
      const known = takeHasWaited() ? await askConnections().catch(() => undefined) : undefined
      if (!known) return given
      const { hosts, pausedOff } = renewedHosts(given, known)
      if (pausedOff.length > 0) {
        plan = { ...plan, pausedOff: [...plan.pausedOff ?? [], ...pausedOff] }
        keepPlan(plan)
        addResults(pausedOff.map((host) => ownResult(hostStates.of(host), { attempt: 1, outcome: 'skipped', message: text.pausedOff, at: instant(clock) })))
      }
      return hosts
    },
    plan: () => plan
  }
}
