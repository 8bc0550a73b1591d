import { defined } from '../platform/defined.ts'
import type { Plan, PlannedHost, WantedByHost } from './plan.ts'

/** The release and revision that a run installs on one of its devices. */
export const wantedOf = (
  { release: common, reference }: Pick<Plan, 'release' | 'reference'>,
  { host, release = common, revision }: Pick<PlannedHost, 'host' | 'release' | 'revision'>
): WantedByHost =>
  ({ host, ...defined({ release, reference, revision }) })

/** A plan without these devices in its waves. Those that are queued get the run's revision in the queue. Pure. */
export const withoutHosts = (plan: Plan, left: ReadonlySet<string>): Plan => {
  const out = plan.hosts.filter(({ host }) => left.has(host))
  if (out.length === 0) return plan
  return {
    ...plan,
    hosts: plan.hosts.filter(({ host }) => !left.has(host)),
    ...plan.replacesQueued && { replacesQueued: [...plan.replacesQueued, ...out.map((one) => wantedOf(plan, one))] }
  }
}
