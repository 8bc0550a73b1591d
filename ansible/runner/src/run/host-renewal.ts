import { instant } from '../platform/clock.ts'
import type { KnownDevice } from '../collector/connection.ts'
import type { Plan, PlannedHost } from '../plan/plan.ts'
import { renewedHosts } from '../plan/renewed-plan.ts'
import type { ActiveRun } from './active-run.ts'
import { ownResult } from './results.ts'

/** Asks the collector for the hosts again: if the run has waited between its batches, and of those that Ansible has said nothing about. */
export interface HostRenewal {
  /** The hosts as they are known now. Those that are paused and off get the result skipped, and are left out. */
  readonly renew: (hosts: readonly PlannedHost[]) => Promise<readonly PlannedHost[]>
  /** Of hosts without a result: those that have not been retired, or their keys revoked, since the run began. The others, which the inventory no longer has, get the result skipped. */
  readonly stillInUse: (hosts: readonly string[], attempt: number) => Promise<readonly string[]>
  /** The plan, with those that were skipped among its `pausedOff` and `retired`. */
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

/** Retired and revoked devices are no longer in the inventory. */
const hasLeft = (device: KnownDevice | undefined): boolean => device?.connection === 'retired' || device?.connection === 'revoked'

export const hostRenewal = ({ run, takeHasWaited, askConnections, keepPlan }: HostRenewalOptions): HostRenewal => {
  const { hostStates, addResults, clock, text } = run
  let { plan } = run
  const skip = (hosts: readonly string[], reason: 'pausedOff' | 'retired', attempt: number): void => {
    if (hosts.length === 0) return
    plan = { ...plan, [reason]: [...plan[reason] ?? [], ...hosts] }
    keepPlan(plan)
    addResults(hosts.map((host) => ownResult(hostStates.of(host), { attempt, outcome: 'skipped', message: text[reason], at: instant(clock) })))
  }
  return {
    async renew (given) {
      const known = takeHasWaited() ? await askConnections().catch(() => undefined) : undefined
      if (!known) return given
      const { hosts, pausedOff } = renewedHosts(given, known)
      skip(pausedOff, 'pausedOff', 1)
      return hosts
    },
    async stillInUse (hosts, attempt) {
      if (hosts.length === 0) return hosts
      const known = await askConnections().catch(() => undefined)
      const retired = hosts.filter((host) => hasLeft(known?.get(host)))
      skip(retired, 'retired', attempt)
      return hosts.filter((host) => !retired.includes(host))
    },
    plan: () => plan
  }
}
