import { timestamp } from '../platform/clock.ts'
import type { KnownDevice } from '../collector/connection.ts'
import type { Plan, PlannedHost } from '../plan/plan.ts'
import { renewedHosts } from '../plan/renewed-plan.ts'
import type { ActiveRun } from './active-run.ts'
import { runnerResult } from './results.ts'

/** Asks the collector for the hosts again: if the run has waited between its batches, and about hosts without a result from Ansible. */
export interface HostRenewal {
  /** The hosts as they are known now. Those that are paused and off get the result skipped, and are left out. */
  readonly renew: (hosts: readonly PlannedHost[]) => Promise<readonly PlannedHost[]>
  /**
   * Filters hosts without a result: those retired or revoked since the run began, which the inventory no longer has, get the result
   * skipped and are left out.
   */
  readonly stillInUse: (hosts: readonly string[], attempt: number) => Promise<readonly string[]>
  /** The plan, with the skipped hosts among its `pausedOff` and `retired`. */
  readonly plan: () => Plan
}

export interface HostRenewalOptions {
  readonly run: Pick<ActiveRun, 'plan' | 'hostStates' | 'addResults' | 'clock' | 'text'>
  readonly takeHasWaited: () => boolean
  /** Rejects if the collector does not answer: the known connections stay. */
  readonly askConnections: () => Promise<ReadonlyMap<string, KnownDevice>>
  /** Writes the plan to plan.json. */
  readonly storePlan: (plan: Plan) => void
}

/** Retired and revoked devices are no longer in the inventory. */
const hasLeft = (device: KnownDevice | undefined): boolean => device?.connection === 'retired' || device?.connection === 'revoked'

export const hostRenewal = ({ run, takeHasWaited, askConnections, storePlan }: HostRenewalOptions): HostRenewal => {
  const { hostStates, addResults, clock, text } = run
  let { plan } = run
  const skip = (hosts: readonly string[], reason: 'pausedOff' | 'retired', attempt: number): void => {
    if (hosts.length === 0) return
    plan = { ...plan, [reason]: [...plan[reason] ?? [], ...hosts] }
    storePlan(plan)
    addResults(hosts.map((host) => runnerResult(
      hostStates.of(host), { attempt, outcome: 'skipped', message: text[reason], at: timestamp(clock) }
    )))
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
