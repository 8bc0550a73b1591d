import { agentRelease, isSuccess } from '@mimamori/contract'
import type { DeviceUpdate, DeviceUpdates } from '../devices/snapshot/device-updates.ts'

/**
 * What is shown of a device's releases: a failure of one of its applications stands before a later success of another, and the agent's
 * stands beside them.
 */
export const lastUpdates = (updates: Iterable<DeviceUpdate>): Omit<DeviceUpdates, 'underWay'> => {
  const all = [...updates].sort((a, b) => a.release < b.release ? -1 : 1)
  const agent = all.find(({ release }) => release === agentRelease)
  const last = all
    .filter((update) => update !== agent)
    .sort((a, b) => Number(isSuccess(a.outcome)) - Number(isSuccess(b.outcome)) || b.finishedMs - a.finishedMs)[0]
  return { all, ...last && { last }, ...agent && { agent } }
}
