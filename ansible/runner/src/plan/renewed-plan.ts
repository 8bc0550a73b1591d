import type { KnownDevice } from '../collector/connection.ts'
import { withoutHosts } from './left-out.ts'
import type { Plan, PlannedHost } from './plan.ts'
import { isPausedOff } from './select-hosts.ts'

/**
 * The hosts of a run that has waited, by their present connections: hosts to update, and hosts that are paused and off, which are
 * skipped. Pure.
 */
export const renewedHosts = (
  hosts: readonly PlannedHost[], known: ReadonlyMap<string, KnownDevice>
): { readonly hosts: readonly PlannedHost[], readonly pausedOff: readonly string[] } => {
  const pausedOff = hosts.filter(({ host, isNamed }) => isNamed !== true && isPausedOff(known.get(host))).map(({ host }) => host)
  return {
    hosts: hosts.filter(({ host }) => !pausedOff.includes(host)).map((one) => ({
      ...one, connection: known.get(one.host)?.connection ?? 'unknown'
    })),
    pausedOff
  }
}

/**
 * The plan after a wait, by the present connections of its devices: those off come last and are no canary,
 * those paused and off are skipped. No device is added to the confirmed ones. Pure.
 */
export const renewedPlan = (plan: Plan, known: ReadonlyMap<string, KnownDevice>): Plan => {
  const { hosts, pausedOff } = renewedHosts(plan.hosts, known)
  return {
    ...withoutHosts(plan, new Set(pausedOff)), hosts, ...pausedOff.length > 0 && { pausedOff: [...plan.pausedOff ?? [], ...pausedOff] }
  }
}
