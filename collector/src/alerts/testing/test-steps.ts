import type { TestOutcome } from '@mimamori/contract'
import type { TestFinding, TestStepName } from './receiver-test-text.ts'

/** Whether a test arrived, and the finding. */
export interface TestResult {
  readonly outcome: TestOutcome
  readonly finding: TestFinding
}

/** A step of a test, and whether the test came there. */
export interface TestStep {
  readonly name: TestStepName
  readonly outcome: TestOutcome
}

const way: readonly TestStepName[] = ['toAlertmanager', 'toCollector', 'fromCollector']

/** The step at which the test ended, by the finding. */
const endOf = ({ outcome, finding }: TestResult): number => {
  if (outcome === 'not_sent') return 0
  return !('delivery' in finding) && ['noSign', 'collectorNotReached'].includes(finding.kind) ? 1 : way.length - 1
}

/** Step by step how far the test came: steps before its end arrived, then comes its outcome, and nothing of the steps after it. */
export const stepsOf = (result: TestResult): readonly TestStep[] => {
  const end = endOf(result)
  const after = result.outcome === 'unknown' ? 'unknown' : 'not_sent'
  return way.map((name, index) => ({ name, outcome: index < end ? 'arrived' : index === end ? result.outcome : after }))
}
