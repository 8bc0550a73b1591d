import { UsageError } from '../src/platform/errors.ts'

/** The mistakes that reading throws; none if it throws nothing. */
export const mistakesOf = (read: () => unknown): readonly string[] => {
  try {
    read()
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes
    throw error
  }
  return []
}
