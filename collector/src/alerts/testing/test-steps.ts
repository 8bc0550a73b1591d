import type { TestOutcome } from '@mimamori/contract'
import type { TestFinding, TestStepName } from './receiver-test-text.ts'

/** Whether a test arrived, and what was found. */
export interface TestResult {
  readonly outcome: TestOutcome
  readonly finding: TestFinding
}

/** A part of a test's way, and whether it came there. */
export interface TestStep {
  readonly name: TestStepName
  readonly outcome: TestOutcome
}

const way: readonly TestStepName[] = ['toAlertmanager', 'toCollector', 'fromCollector']

/** At which step the test ended, by what was found. */
const endOf = ({ outcome, finding }: TestResult): number => {
  if (outcome === 'not_sent') return 0
  return !('delivery' in finding) && ['noSign', 'collectorNotReached'].includes(finding.kind) ? 1 : way.length - 1
}

/** Step by step how far the test came: what is before its end arrived, then its outcome, and nothing of what would have followed. */
export const stepsOf = (result: TestResult): readonly TestStep[] => {
  const end = endOf(result)
  const after = result.outcome === 'unknown' ? 'unknown' : 'not_sent'
  return way.map((name, index) => ({ name, outcome: index < end ? 'arrived' : index === end ? result.outcome : after }))
}
