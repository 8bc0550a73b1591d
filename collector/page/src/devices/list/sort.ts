import { readSorting, type Order, type Sorting } from '@mimamori/contract/device-list'

/** The sorting in the address: `?sort=cpu`. */
export const sortingOf = (query: URLSearchParams): Sorting => readSorting(query.get('sort') ?? '') ?? { order: 'worst', reversed: false }

/** For the address; undefined for the default. */
export const sortParameter = ({ order, reversed }: Sorting): string | undefined =>
  reversed ? `-${order}` : order === 'worst' ? undefined : order

/** The sorting after a click on a column's header: its order, or the reverse if it is sorted so. */
export const sortingAfterClick = (now: Sorting, order: Order): Sorting => ({ order, reversed: now.order === order && !now.reversed })

/** Orders whose first row has the lowest value or comes first in the alphabet; the others begin with the highest or the worst. */
const ascending: readonly Order[] = ['name', 'site', 'lastSeen']

/** For `aria-sort`. */
export const directionOf = ({ order, reversed }: Sorting): 'ascending' | 'descending' =>
  ascending.includes(order) !== reversed ? 'ascending' : 'descending'
