import { firstIdAt } from './line-id.ts'
import type { LogQuery } from './log-query.ts'

/** Ids from `low` to `high`, both included. */
export interface IdRange {
  readonly low: number
  readonly high: number
}

/** The ids that a query can match. */
export const idRange = ({ sinceMs, untilMs, afterId, order }: Pick<LogQuery, 'sinceMs' | 'untilMs' | 'afterId' | 'order'>): IdRange => {
  const low = sinceMs === undefined ? 0 : firstIdAt(sinceMs)
  const high = untilMs === undefined ? Number.MAX_SAFE_INTEGER : firstIdAt(untilMs + 1) - 1
  if (afterId === undefined) return { low, high }
  return order === 'newest' ? { low, high: Math.min(high, afterId - 1) } : { low: Math.max(low, afterId + 1), high }
}
