import { agentRelease, isSuccess } from '@mimamori/contract'
import type { DeviceUpdate, DeviceUpdates } from '../devices/snapshot/device-updates.ts'

/**
 * The updates that are shown of a device's releases: a failure of one of its applications goes before a later success of another; the
 * agent's is separate.
 */
export const lastUpdates = (updates: Iterable<DeviceUpdate>): Omit<DeviceUpdates, 'underWay'> => {
  const all = [...updates].sort((a, b) => a.release < b.release ? -1 : 1)
  const agent = all.find(({ release }) => release === agentRelease)
  const last = all
    .filter((update) => update !== agent)
    .sort((a, b) => Number(isSuccess(a.outcome)) - Number(isSuccess(b.outcome)) || b.finishedMs - a.finishedMs)[0]
  return { all, ...last && { last }, ...agent && { agent } }
}
