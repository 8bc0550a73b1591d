import type { ClientStatus } from '@mimamori/contract'
import { conditionOf, groups, isInGroup } from '@mimamori/contract/device-list'
import { isSuccess } from '@mimamori/contract/outcomes'
import { messages } from '../../text/index.ts'
import { updateMessages } from '../../updates/messages.ts'
import { deviceMessages } from '../messages.ts'

/** The names that the list shows or counts a device under: its state, its groups, its updates. */
export const stateNames = (client: ClientStatus): readonly string[] => [
  messages.conditions[conditionOf(client)],
  ...groups.filter((group) => group !== 'all' && isInGroup(client, group)).map((group) => deviceMessages.counts[group]),
  ...client.update ? [updateMessages.device.updating] : [],
  ...client.lastUpdate ? [updateMessages.hostStates[client.lastUpdate.outcome]] : [],
  ...client.lastAgentUpdate && !isSuccess(client.lastAgentUpdate.outcome) ? [updateMessages.hostStates[client.lastAgentUpdate.outcome]] : []
]
