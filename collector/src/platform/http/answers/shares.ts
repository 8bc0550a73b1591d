import { ApiError } from '../../errors/error-codes.ts'

/** The most that a holder may have at once, such as a person, an address, or all. */
export type Share = readonly [holder: string, most: number]

interface Limited {
  /** Names it in the error: `searches of the log`. */
  readonly what: string
  readonly retryAfterSeconds: number
}

/**
 * Divides a limited resource, so that no single holder has it all. Gives a function that takes one for all of its holders, and that gives
 * a function to return it. @throws {ApiError} OVERLOADED if one of them has its share already
 */
export const createShares = ({ what, retryAfterSeconds }: Limited): ((...shares: readonly Share[]) => () => void) => {
  const taken = new Map<string, number>()
  return (...shares) => {
    const full = shares.find(([holder, most]) => (taken.get(holder) ?? 0) >= most)
    if (full !== undefined) throw new ApiError('OVERLOADED', `${full[1]} ${what} are going on already`, { retryAfterSeconds })
    for (const [holder] of shares) taken.set(holder, (taken.get(holder) ?? 0) + 1)
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      for (const [holder] of shares) {
        const rest = taken.get(holder)! - 1
        if (rest === 0) taken.delete(holder)
        else taken.set(holder, rest)
      }
    }
  }
}
