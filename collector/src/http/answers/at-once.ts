import { ApiError } from '../errors/error-codes.ts'

interface Limit {
  readonly most: number
  /** Names the work in the error: `searches of the log`. */
  readonly what: string
  readonly retryAfterSeconds: number
}

/** Limits concurrent work. @throws {ApiError} OVERLOADED where the limit is reached, without waiting */
export const atOnce = ({ most, what, retryAfterSeconds }: Limit): (<Result>(work: () => Promise<Result>) => Promise<Result>) => {
  let underWay = 0
  return async (work) => {
    if (underWay >= most) throw new ApiError('OVERLOADED', `${most} ${what} are going on already`, { retryAfterSeconds })
    underWay += 1
    try {
      return await work()
    } finally {
      underWay -= 1
    }
  }
}
