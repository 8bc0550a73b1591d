import type { ClientStatus } from '../client-status.ts'
import { conditionOf, type Condition } from './condition.ts'
import { mentionsAll, searchWords } from './search.ts'

/** Each device in use is in one of these: their counts add up to that of `all`. `gone` has sent a shutdown report and is not silent yet. */
export const parts = ['silent', 'down', 'late', 'refused', 'pending', 'gone', 'fresh', 'off_hours', 'paused'] as const
/** The groups of the list. `warnings` are among the others; `retired` is out of use, which `all` leaves out. */
export const groups = ['all', ...parts, 'warnings', 'retired'] as const
export type Group = typeof groups[number]

export interface Filter {
  readonly group: Group
  /** Undefined: any. '' selects devices without one. */
  readonly site: string | undefined
  readonly role: string | undefined
  readonly text: string
}

const members: Partial<Record<Group, readonly Condition[]>> = { gone: ['restarting', 'stopped', 'off'], retired: ['retired', 'revoked'] }

/** Whether the device is counted in that group. */
export const isInGroup = (client: ClientStatus, group: Group): boolean => {
  const condition = conditionOf(client)
  if (group === 'all') return condition !== 'retired' && condition !== 'revoked'
  if (group === 'warnings') return condition === 'refused' || client.warnings.length > 0
  return members[group]?.includes(condition) ?? condition === group
}

/** The listed words for a device's state, for the search. */
export type StateWords = (client: ClientStatus) => readonly string[]

/**
 * Devices of a site, a role and a text, in any group. Searches everything that a person could know a device
 * by, and everything that is shown about it.
 */
export const narrow = (
  clients: readonly ClientStatus[],
  { site, role, text }: Omit<Filter, 'group'>,
  stateWords: StateWords
): readonly ClientStatus[] => {
  const sought = searchWords(text)
  return clients.filter(
    (client) =>
      (site === undefined || client.site === site) &&
      (role === undefined || client.role === role) &&
      (sought.length === 0 || mentionsAll(knownOf(client, stateWords), sought))
  )
}

const knownOf = (client: ClientStatus, stateWords: StateWords): readonly (string | null | undefined)[] => [
  client.clientId,
  client.name,
  client.hostname,
  client.address,
  client.ipAddress,
  client.site,
  client.role,
  client.model,
  client.os,
  client.agentVersion,
  ...Object.values(client.labels),
  ...Object.entries(client.releases).flat(),
  ...stateWords(client),
  client.reason?.text,
  client.reason?.code,
  ...client.warnings.flatMap(({ text, code }) => [text, code]),
  client.update?.run,
  client.lastUpdate?.run,
  client.lastAgentUpdate?.run
]
