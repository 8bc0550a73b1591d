/** What `ansible-inventory --list` says, as far as we need it. */
export interface Inventory {
  readonly hosts: readonly InventoryHost[]
  /** Of all hosts and groups. */
  readonly names: readonly string[]
  /** Each group's hosts, and its children's. */
  readonly groups: ReadonlyMap<string, readonly string[]>
}

export interface InventoryHost {
  readonly host: string
  readonly variables: Readonly<Record<string, unknown>>
}

interface Group { readonly hosts?: readonly string[], readonly children?: readonly string[] }

/** A group's hosts and its children's, in the inventory's order. */
const hostsOf = (groups: Readonly<Record<string, Group | undefined>>, name: string, seen = new Set<string>()): string[] => {
  if (seen.has(name)) return []
  seen.add(name)
  const { hosts = [], children = [] } = groups[name] ?? {}
  return [...hosts, ...children.flatMap((child) => hostsOf(groups, child, seen))]
}

/**
 * The devices of an inventory: the group `clients` where there is one, else all; never those of the group `server`. A host
 * that stands in several groups comes once.
 */
export const readInventoryJson = (json: string): Inventory => {
  const { _meta: meta, ...groups } = JSON.parse(json) as { _meta?: { hostvars?: Record<string, Record<string, unknown>> } } & Record<string, Group | undefined>
  const servers = new Set(hostsOf(groups, 'server'))
  const isGrouped = Object.hasOwn(groups, 'clients') || Object.values(groups).some((group) => group?.children?.includes('clients'))
  const names = hostsOf(groups, isGrouped ? 'clients' : 'all').filter((host) => !servers.has(host))
  return {
    hosts: [...new Set(names)].map((host) => ({ host, variables: meta?.hostvars?.[host] ?? {} })),
    groups: new Map(Object.keys(groups).filter((name) => name !== 'all').map((name) => [name, hostsOf(groups, name)])),
    names: [...new Set(Object.entries(groups).flatMap(([name, group]) => [name, ...group?.hosts ?? []]))]
  }
}
