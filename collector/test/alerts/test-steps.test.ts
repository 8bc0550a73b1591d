import { expect, test } from 'vitest'
import type { TestResult } from '../../src/alerts/testing/test-steps.ts'
import { stepsOf } from '../../src/alerts/testing/test-steps.ts'

test.each<[string, TestResult, readonly string[]]>([
  ['arrives', { outcome: 'arrived', finding: { kind: 'taken', at: 'http://chat.lan' } }, ['arrived', 'arrived', 'arrived']],
  [
    'is refused by the receiver', { outcome: 'failed', finding: { delivery: { kind: 'notFound', at: 'http://chat.lan' } } },
    ['arrived', 'arrived', 'failed']
  ],
  [
    'does not come back to the collector', { outcome: 'failed', finding: { kind: 'collectorNotReached', said: '401' } },
    ['arrived', 'failed', 'not_sent']
  ],
  [
    'is not seen to leave Alertmanager', { outcome: 'unknown', finding: { kind: 'noSign', seconds: 20 } },
    ['arrived', 'unknown', 'unknown']
  ],
  ['finds no Alertmanager', { outcome: 'not_sent', finding: { kind: 'noAlertmanager' } }, ['not_sent', 'not_sent', 'not_sent']]
])('a test that %s says so step by step', (_what, result, outcomes) => {
  expect(stepsOf(result).map(({ outcome }) => outcome)).toEqual(outcomes)
})
