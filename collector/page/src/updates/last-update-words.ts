import type { LastUpdate, RunHost } from '@mimamori/contract'
import { agentRelease } from '@mimamori/contract/outcomes'
import { words } from '../words.ts'

/** `Last update of kiosk`; the agent's is named as its own. */
export const lastUpdateTitle = ({ release }: Pick<LastUpdate, 'release'>): string => {
  const { device } = words.updates
  if (release === agentRelease) return device.lastOfAgent
  return release === null ? device.last : device.lastOf(release)
}

/** `Failed`, or `Agent: Failed`. */
export const outcomeWords = ({ release, outcome }: Pick<LastUpdate, 'release' | 'outcome'>): string =>
  `${release === agentRelease ? `${words.updates.device.agent}${words.colon}` : ''}${words.updates.hostStates[outcome]}`

/** The releases that a run has named on a device. */
export const releaseWords = ({ releases }: Pick<RunHost, 'releases'>): string =>
  releases.map(({ name }) => name === agentRelease ? words.updates.device.agent : name).join(words.updates.comma)
