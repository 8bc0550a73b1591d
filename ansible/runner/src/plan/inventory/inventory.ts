import { parseJson } from '../../platform/files/json-lines.ts'

/** The part of the output of `ansible-inventory --list` that is used. */
export interface Inventory {
  readonly hosts: readonly InventoryHost[]
  /** Names of all hosts and groups. */
  readonly names: readonly string[]
  /** The hosts of each group and of its children. */
  readonly groups: ReadonlyMap<string, readonly string[]>
}

export interface InventoryHost {
  readonly host: string
  readonly variables: Readonly<Record<string, unknown>>
}

interface Group { readonly hosts?: readonly string[], readonly children?: readonly string[] }

/** The hosts of a group and of its children, in the inventory's order. */
const hostsOf = (groups: Readonly<Record<string, Group | undefined>>, name: string, seen = new Set<string>()): string[] => {
  if (seen.has(name)) return []
  seen.add(name)
  const { hosts = [], children = [] } = groups[name] ?? {}
  return [...hosts, ...children.flatMap((child) => hostsOf(groups, child, seen))]
}

/**
 * The devices of an inventory: the group `clients` if there is one, otherwise all; never those of the group `server`. A host
 * in several groups is listed once. Undefined if it is no JSON: a plugin of the inventory may have printed among it.
 */
export const readInventoryJson = (json: string): Inventory | undefined => {
  const content = parseJson(json)
  if (content === undefined) return undefined
  const { _meta: meta, ...groups } = content as {
    _meta?: { hostvars?: Record<string, Record<string, unknown>> }
  } & Record<string, Group | undefined>
  const servers = new Set(hostsOf(groups, 'server'))
  const isGrouped = Object.hasOwn(groups, 'clients') || Object.values(groups).some((group) => group?.children?.includes('clients'))
  const names = hostsOf(groups, isGrouped ? 'clients' : 'all').filter((host) => !servers.has(host))
  return {
    hosts: [...new Set(names)].map((host) => ({ host, variables: meta?.hostvars?.[host] ?? {} })),
    groups: new Map(Object.keys(groups).filter((name) => name !== 'all').map((name) => [name, hostsOf(groups, name)])),
    names: [...new Set(Object.entries(groups).flatMap(([name, group]) => [name, ...group?.hosts ?? []]))]
  }
}
