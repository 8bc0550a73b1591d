import type { ClientStatus } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'

type Seen = Pick<ClientStatus, 'state' | 'freshness' | 'lastSeen' | 'cpuUsage' | 'memoryUsage' | 'diskUsage' | 'temperature'>

/**
 * The sentence that says why a device has no values; undefined if it has some. The collector removes the values of a device that is taken
 * out of use or has its keys revoked, however lately it reported.
 */
export const absenceOf = (
  { state, freshness, lastSeen, cpuUsage, memoryUsage, diskUsage, temperature }: Seen
): 'valuesRemoved' | 'noValues' | 'noValuesYet' | undefined => {
  if (lastSeen !== null && isOutOfUse(state)) return 'valuesRemoved'
  if (freshness !== 'fresh') return 'noValues'
  return [cpuUsage, memoryUsage, diskUsage, temperature].every((value) => value === null) ? 'noValuesYet' : undefined
}
