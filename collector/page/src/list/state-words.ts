import type { ClientStatus } from '@mimamori/contract'
import { isSuccess } from '@mimamori/contract/outcomes'
import { conditionOf, groups, isInGroup } from '@mimamori/contract/device-list'
import type { PageText } from '../text/page-text.en.ts'

/** What the list says of a device beside its reason and its warnings: its state, the names of what it is counted in, and its updates. */
export const stateWords = (client: ClientStatus, words: PageText): readonly string[] => [
  words.conditions[conditionOf(client)],
  ...groups.filter((group) => group !== 'all' && isInGroup(client, group)).map((group) => words.counts[group]),
  ...client.update ? [words.updates.device.updating] : [],
  ...client.lastUpdate ? [words.updates.hostStates[client.lastUpdate.outcome]] : [],
  ...client.lastAgentUpdate && !isSuccess(client.lastAgentUpdate.outcome) ? [words.updates.hostStates[client.lastAgentUpdate.outcome]] : []
]
