import { describe } from 'vitest'
import { missingForLab } from './requirements.ts'

const missing = missingForLab()

/**
 * A group of tests that boot devices. Where this machine cannot, they are skipped with the reason in their title;
 * in continuous integration they run all the same, and fail.
 */
export const describeInLab = (title: string, tests: () => void): void => {
  if (missing.length === 0 || process.env['CI']) describe(title, tests)
  else describe.skip(`${title} [skipped: ${missing.join('; ')}]`, tests)
}
