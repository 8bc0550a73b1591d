import type { TestOutcome } from '@mimamori/contract'
import type { TestStepName } from '../../text/receiver-test-text.ts'
import type { TestResult } from './test-result.ts'

/** A part of a test's way, and whether it came there. */
export interface TestStep {
  readonly name: TestStepName
  readonly outcome: TestOutcome
}

const ways: Readonly<Record<'direct' | 'byCollector', readonly TestStepName[]>> = {
  direct: ['toAlertmanager', 'fromAlertmanager'],
  byCollector: ['toAlertmanager', 'toCollector', 'fromCollector']
}

/** At which step the test ended, by what was found. */
const endOf = ({ outcome, finding }: TestResult, last: number): number => {
  if (outcome === 'not_sent') return 0
  return !('delivery' in finding) && ['noSign', 'collectorNotReached'].includes(finding.kind) ? 1 : last
}

/** Step by step what came where: as far as the test came it arrived, then what became of it, and nothing of what would have followed. `way`: whether Alertmanager notifies the receiver itself. */
export const stepsOf = (result: TestResult, way: keyof typeof ways): readonly TestStep[] => {
  const end = endOf(result, ways[way].length - 1)
  return ways[way].map((name, index) => ({ name, outcome: index < end ? 'arrived' : index === end ? result.outcome : result.outcome === 'unknown' ? 'unknown' : 'not_sent' }))
}
