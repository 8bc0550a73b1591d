import type { Plan, PlannedHost } from '../src/plan/plan.ts'

/** A plan of these devices, with a canary of one and waves of two. */
export const planOf = (hosts: readonly (string | Partial<PlannedHost> & Pick<PlannedHost, 'host'>)[], more: Partial<Plan> = {}): Plan => ({
  run: '20260314-093000-0a1b2c', startedAt: '2026-03-14T09:30:00.000Z', by: 'aiko', language: 'en', check: false, isWholeFleet: true,
  inventory: '/i', playbook: '/p', variables: {}, canary: 1, waveSize: 2,
  hosts: hosts.map((one) => ({ connection: 'unknown', profile: 'default', ...typeof one === 'string' ? { host: one } : one })),
  ...more
})
