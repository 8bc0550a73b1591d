import type { ClientStatus } from '@mimamori/contract'
import { conditionOf, conditions } from '../fleet/condition.ts'

type Compare = (a: ClientStatus, b: ClientStatus) => number

const names = new Intl.Collator(undefined, { numeric: true })
const byName: Compare = (a, b) => names.compare(a.name ?? a.clientId, b.name ?? b.clientId)

/** What is unknown comes last, whatever the order. */
const highest = (value: (client: ClientStatus) => number | null): Compare => (a, b) => {
  const [left, right] = [value(a), value(b)]
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  return right - left
}

const rank = (client: ClientStatus): number => {
  const condition = conditionOf(client)
  const place = conditions.indexOf(condition)
  return condition === 'fresh' && client.warnings.length === 0 ? place + 0.5 : place
}

/** Every way to order the list; devices that are equal in it are ordered by name. */
export const orders = {
  worst: (a, b) => rank(a) - rank(b) || b.warnings.length - a.warnings.length,
  name: () => 0,
  site: (a, b) => names.compare(a.site, b.site),
  lastSeen: (a, b) => Date.parse(a.lastSeen ?? a.enrolledAt) - Date.parse(b.lastSeen ?? b.enrolledAt),
  cpu: highest(({ cpuUsage }) => cpuUsage),
  memory: highest(({ memoryUsage }) => memoryUsage),
  disk: highest(({ diskUsage }) => diskUsage),
  temperature: highest(({ temperature }) => temperature),
  errors: highest(({ errorsLast24h }) => errorsLast24h)
} satisfies Record<string, Compare>
export type Order = keyof typeof orders

export const orderOf = (query: URLSearchParams): Order => {
  const wanted = query.get('sort') ?? ''
  return Object.hasOwn(orders, wanted) ? wanted as Order : 'worst'
}

export const sortClients = (clients: readonly ClientStatus[], order: Order): readonly ClientStatus[] =>
  clients.toSorted((a, b) => orders[order](a, b) || byName(a, b))
