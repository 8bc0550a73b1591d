import type { KnownDevice } from '../collector/connection.ts'
import { withoutHosts } from './left-out.ts'
import type { Plan, PlannedHost } from './plan.ts'
import { isPausedOff } from './select-hosts.ts'

/** Hosts of a run that has waited, by what is known of them now: those that are left, and those that are paused and off, and so skipped. Pure. */
export const renewedHosts = (hosts: readonly PlannedHost[], known: ReadonlyMap<string, KnownDevice>): { readonly hosts: readonly PlannedHost[], readonly pausedOff: readonly string[] } => {
  const pausedOff = hosts.filter(({ host, isNamed }) => isNamed !== true && isPausedOff(known.get(host))).map(({ host }) => host)
  return {
    hosts: hosts.filter(({ host }) => !pausedOff.includes(host)).map((one) => ({ ...one, connection: known.get(one.host)?.connection ?? 'unknown' })),
    pausedOff
  }
}

/**
 * The plan by what is known of its devices now, after it has waited for its time: those that are off come last and are no canary,
 * those that are paused and off are skipped. It gets no device that it did not have when somebody agreed to it. Pure.
 */
export const renewedPlan = (plan: Plan, known: ReadonlyMap<string, KnownDevice>): Plan => {
  const { hosts, pausedOff } = renewedHosts(plan.hosts, known)
  return { ...withoutHosts(plan, new Set(pausedOff)), hosts, ...pausedOff.length > 0 && { pausedOff: [...plan.pausedOff ?? [], ...pausedOff] } }
}
