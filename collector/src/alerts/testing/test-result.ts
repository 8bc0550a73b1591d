import type { TestOutcome } from '@mimamori/contract'
import type { TestFinding } from './receiver-test-text.ts'

/** Whether a test arrived, and what was found. */
export interface TestResult {
  readonly outcome: TestOutcome
  readonly finding: TestFinding
}
