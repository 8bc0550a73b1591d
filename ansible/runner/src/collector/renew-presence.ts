import type { PlannedHost } from '../plan/plan.ts'
import type { CollectorClient } from './collector-client.ts'
import { askPresence } from './presence.ts'

/** The hosts as the collector knows them now, hours after they were planned; as they were where it does not say. */
export const renewPresence = async (hosts: readonly PlannedHost[], client: Pick<CollectorClient, 'get'>): Promise<readonly PlannedHost[]> => {
  try {
    const known = await askPresence(client)
    return hosts.map((one) => ({ ...one, presence: known.get(one.host)?.presence ?? 'unknown' }))
  } catch {
    return hosts
  }
}
