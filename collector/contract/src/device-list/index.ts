/**
 * The list of devices on the page and in a terminal: the condition of each device in one word, the
 * selection, and the order. No schemas.
 */
export { conditionOf, conditions, type Condition } from './condition.ts'
export { groups, isInGroup, narrow, parts, type Filter, type Group, type StateWords } from './filter.ts'
export { mentionsAll, searchWords } from './search.ts'
export { orders, readSorting, sortClients, type Order, type Sorting } from './sort.ts'
