import type { ClientStatus } from '@mimamori/contract'
import { conditionOf, type Condition } from '../fleet/condition.ts'

/** What the buttons on top choose from. `all` leaves out what is out of use; `gone` is what said goodbye and is not silent yet. */
export const groups = ['all', 'silent', 'late', 'pending', 'warnings', 'gone', 'fresh', 'paused', 'retired'] as const
export type Group = typeof groups[number]

export interface Filter {
  readonly group: Group
  /** Undefined: any. '' is a device without. */
  readonly site: string | undefined
  readonly role: string | undefined
  readonly text: string
}

export const noFilter: Filter = { group: 'all', site: undefined, role: undefined, text: '' }

const members: Partial<Record<Group, readonly Condition[]>> = { gone: ['restarting', 'stopped', 'off'], retired: ['retired', 'revoked'] }

export const isInGroup = (client: ClientStatus, group: Group): boolean => {
  const condition = conditionOf(client)
  if (group === 'all') return condition !== 'retired' && condition !== 'revoked'
  if (group === 'warnings') return condition === 'refused' || client.warnings.length > 0
  return members[group]?.includes(condition) ?? condition === group
}

/** Those of a site, a role and a text, whatever their group. Looks at all that a person could know a device by; every word must be found somewhere. */
export const narrow = (clients: readonly ClientStatus[], { site, role, text }: Omit<Filter, 'group'>): readonly ClientStatus[] => {
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean)
  return clients.filter((client) => (site === undefined || client.site === site) &&
    (role === undefined || client.role === role) &&
    (sought.length === 0 || containsAll(client, sought)))
}

const containsAll = (client: ClientStatus, sought: readonly string[]): boolean => {
  const known = [
    client.clientId, client.name, client.hostname, client.address, client.ipAddress, client.site, client.role, client.model, client.os, client.agentVersion,
    ...Object.values(client.labels), ...Object.entries(client.releases).flat()
  ].filter(Boolean).join('\n').toLowerCase()
  return sought.every((word) => known.includes(word))
}

/** The filter as the address has it, so that a view can be kept and sent to somebody. */
export const filterOf = (query: URLSearchParams): Filter => ({
  group: groups.find((group) => group === query.get('state')) ?? 'all',
  site: query.get('site') ?? undefined,
  role: query.get('role') ?? undefined,
  text: query.get('q') ?? ''
})
