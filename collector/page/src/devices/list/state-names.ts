import type { ClientStatus } from '@mimamori/contract'
import { isSuccess } from '@mimamori/contract/outcomes'
import { conditionOf, groups, isInGroup } from '@mimamori/contract/device-list'
import { messages } from '../../text/messages.ts'
import { deviceMessages } from '../messages.ts'
import { updateMessages } from '../../updates/messages.ts'

/** What the list says of a device beside its reason and its warnings: its state, the names of what it is counted in, and its updates. */
export const stateNames = (client: ClientStatus): readonly string[] => [
  messages.conditions[conditionOf(client)],
  ...groups.filter((group) => group !== 'all' && isInGroup(client, group)).map((group) => deviceMessages.counts[group]),
  ...client.update ? [updateMessages.device.updating] : [],
  ...client.lastUpdate ? [updateMessages.hostStates[client.lastUpdate.outcome]] : [],
  ...client.lastAgentUpdate && !isSuccess(client.lastAgentUpdate.outcome) ? [updateMessages.hostStates[client.lastAgentUpdate.outcome]] : []
]
