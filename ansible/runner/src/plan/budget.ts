import type { Plan } from './plan.ts'

/** How many failed or rolled-back hosts a run bears before it stops; unreachable ones are no failures. */
export const failuresBorne = ({ maxFailures, hosts }: Pick<Plan, 'maxFailures' | 'hosts'>, { inCanary }: { readonly inCanary: boolean }): number =>
  maxFailures ?? (inCanary ? 0 : Math.max(1, Math.floor(hosts.length / 10)))
