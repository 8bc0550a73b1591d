import type { ClientStatus } from '@mimamori/contract'
import { conditionOf, conditions } from '../fleet/condition.ts'

type Compare = (a: ClientStatus, b: ClientStatus) => number

const names = new Intl.Collator(undefined, { numeric: true })
const byName: Compare = (a, b) => names.compare(a.name ?? a.clientId, b.name ?? b.clientId)

const highest = (value: (client: ClientStatus) => number | null): Compare => (a, b) => (value(b) ?? 0) - (value(a) ?? 0)

const rank = (client: ClientStatus): number => {
  const condition = conditionOf(client)
  const place = conditions.indexOf(condition)
  return condition === 'fresh' && client.warnings.length === 0 ? place + 0.5 : place
}

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

/** What is unknown comes last, whichever way round. */
const unknown: Partial<Record<Order, (client: ClientStatus) => boolean>> = {
  cpu: ({ cpuUsage }) => cpuUsage === null,
  memory: ({ memoryUsage }) => memoryUsage === null,
  disk: ({ diskUsage }) => diskUsage === null,
  temperature: ({ temperature }) => temperature === null
}

/** In which order, and whether the other way round. */
export interface Sorting {
  readonly order: Order
  readonly reversed: boolean
}

/** As the address has it: `?sort=cpu`, and `?sort=-cpu` the other way round. */
export const sortingOf = (query: URLSearchParams): Sorting => {
  const written = query.get('sort') ?? ''
  const reversed = written.startsWith('-')
  const wanted = reversed ? written.slice(1) : written
  return Object.hasOwn(orders, wanted) ? { order: wanted as Order, reversed } : { order: 'worst', reversed: false }
}

/** For the address; undefined where it need not say it. */
export const sortParameter = ({ order, reversed }: Sorting): string | undefined =>
  reversed ? `-${order}` : order === 'worst' ? undefined : order

/** What a click on a column's header asks for: its order, and once it is in that order the reverse. */
export const sortingAfterClick = (now: Sorting, order: Order): Sorting => ({ order, reversed: now.order === order && !now.reversed })

/** Orders whose first row has the lowest value or comes first in the alphabet; the others begin with the highest or the worst. */
const ascending: readonly Order[] = ['name', 'site', 'lastSeen']

/** For `aria-sort`. */
export const directionOf = ({ order, reversed }: Sorting): 'ascending' | 'descending' => ascending.includes(order) !== reversed ? 'ascending' : 'descending'

export const sortClients = (clients: readonly ClientStatus[], { order, reversed }: Sorting): readonly ClientStatus[] => {
  const isUnknown = unknown[order] ?? (() => false)
  return clients.toSorted((a, b) => {
    const [left, right] = [isUnknown(a), isUnknown(b)]
    if (left || right) return Number(left) - Number(right) || byName(a, b)
    return (reversed ? -orders[order](a, b) : orders[order](a, b)) || byName(a, b)
  })
}
