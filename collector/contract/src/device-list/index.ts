/**
 * How the list of devices is read, on the page and in a terminal: what each device is in one word, which are
 * chosen, in which order. No schemas.
 */
export { conditionOf, conditions, type Condition } from './condition.ts'
export { groups, isInGroup, narrow, parts, type Filter, type Group, type StateWords } from './filter.ts'
export { mentionsAll, searchWords } from './search.ts'
export { orders, readSorting, sortClients, type Order, type Sorting } from './sort.ts'
