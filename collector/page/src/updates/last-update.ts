import type { LastUpdate, RunHost } from '@mimamori/contract'
import { agentRelease } from '@mimamori/contract/outcomes'
import { messages } from '../text/index.ts'
import { updateMessages } from './messages.ts'

/** `Last update of kiosk`; the agent's is named as its own. */
export const lastUpdateTitle = ({ release }: Pick<LastUpdate, 'release'>): string => {
  const { device } = updateMessages
  if (release === agentRelease) return device.lastOfAgent
  return release === null ? device.last : device.lastOf(release)
}

/** `Failed`, or `Agent: Failed`. */
export const outcomeName = ({ release, outcome }: Pick<LastUpdate, 'release' | 'outcome'>): string =>
  `${release === agentRelease ? `${updateMessages.device.agent}${messages.colon}` : ''}${updateMessages.hostStates[outcome]}`

/** The releases that a run has named on a device. */
export const releaseNames = ({ releases }: Pick<RunHost, 'releases'>): string =>
  releases.map(({ name }) => name === agentRelease ? updateMessages.device.agent : name).join(messages.comma)
