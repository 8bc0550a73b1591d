import type { ClientStatus } from '../client-status.ts'
import { conditionOf, conditions } from './condition.ts'

type Compare = (a: ClientStatus, b: ClientStatus) => number

const names = new Intl.Collator(undefined, { numeric: true })
const byName: Compare = (a, b) => names.compare(a.name ?? a.clientId, b.name ?? b.clientId)

const highest = (value: (client: ClientStatus) => number | null): Compare => (a, b) => (value(b) ?? 0) - (value(a) ?? 0)

const rank = (client: ClientStatus): number => conditions.indexOf(conditionOf(client))

/** Every way to order the list; devices that are equal in it are ordered by name. */
export const orders = {
  worst: (a, b) => rank(a) - rank(b) || b.warnings.length - a.warnings.length,
  name: byName,
  site: (a, b) => names.compare(a.site, b.site),
  lastSeen: (a, b) => Date.parse(a.lastSeen ?? a.enrolledAt) - Date.parse(b.lastSeen ?? b.enrolledAt),
  cpu: highest(({ cpuUsage }) => cpuUsage),
  memory: highest(({ memoryUsage }) => memoryUsage),
  disk: highest(({ diskUsage }) => diskUsage),
  temperature: highest(({ temperature }) => temperature),
  errors: highest(({ errorsLast24h }) => errorsLast24h)
} satisfies Record<string, Compare>
export type Order = keyof typeof orders

/** Unknown values come last in either direction. */
const unknown: Partial<Record<Order, (client: ClientStatus) => boolean>> = {
  cpu: ({ cpuUsage }) => cpuUsage === null,
  memory: ({ memoryUsage }) => memoryUsage === null,
  disk: ({ diskUsage }) => diskUsage === null,
  temperature: ({ temperature }) => temperature === null
}

/** The order, and whether it is reversed. */
export interface Sorting {
  readonly order: Order
  readonly reversed: boolean
}

/** `cpu`, and `-cpu` for the reverse; undefined for an unknown order. */
export const readSorting = (written: string): Sorting | undefined => {
  const reversed = written.startsWith('-')
  const order = reversed ? written.slice(1) : written
  return Object.hasOwn(orders, order) ? { order: order as Order, reversed } : undefined
}

/** A sorted copy; the given list is unchanged. */
export const sortClients = (clients: readonly ClientStatus[], { order, reversed }: Sorting): readonly ClientStatus[] => {
  const isUnknown = unknown[order] ?? (() => false)
  return clients.toSorted((a, b) => {
    const [left, right] = [isUnknown(a), isUnknown(b)]
    if (left || right) return Number(left) - Number(right) || byName(a, b)
    return (reversed ? -orders[order](a, b) : orders[order](a, b)) || byName(a, b)
  })
}
