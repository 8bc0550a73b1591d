import type { KnownDevice } from '../collector/connection.ts'
import { withoutHosts } from './left-out.ts'
import type { Plan } from './plan.ts'
import { isPausedOff } from './select-hosts.ts'

/**
 * The plan by what is known of its devices now, after it has waited for its time: those that are off come last and are no canary,
 * those that are paused and off are skipped. It gets no device that it did not have when somebody agreed to it. Pure.
 */
export const renewedPlan = (plan: Plan, known: ReadonlyMap<string, KnownDevice>): Plan => {
  const pausedOff = plan.hosts.filter(({ host, isNamed }) => isNamed !== true && isPausedOff(known.get(host))).map(({ host }) => host)
  const left = withoutHosts(plan, new Set(pausedOff))
  return {
    ...left,
    hosts: left.hosts.map((one) => ({ ...one, connection: known.get(one.host)?.connection ?? 'unknown' })),
    ...pausedOff.length > 0 && { pausedOff: [...plan.pausedOff ?? [], ...pausedOff] }
  }
}
