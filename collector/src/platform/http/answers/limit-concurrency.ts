import type { Operator } from '../authentication/operator.ts'
import { createShares } from './shares.ts'

interface Limit {
  readonly most: number
  readonly mostByPerson: number
  /** Names the work in the error: `searches of the log`. */
  readonly what: string
  readonly retryAfterSeconds: number
}

/**
 * Limits concurrent work: in all, for each person or token, and with a place that only administrators get.
 * @throws {ApiError} OVERLOADED if a limit is reached, without waiting
 */
export const limitConcurrency = (
  { most, mostByPerson, ...limited }: Limit
): (<Result>(operator: Operator, work: () => Promise<Result>) => Promise<Result>) => {
  const take = createShares(limited)
  return async ({ name, role }, work) => {
    const release = take([`person ${name}`, mostByPerson], ...role === 'admin' ? [] : [['viewers', most - 1] as const], ['all', most])
    try {
      return await work()
    } finally {
      release()
    }
  }
}
