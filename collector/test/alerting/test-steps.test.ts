import { expect, test } from 'vitest'
import type { TestResult } from '../../src/alerting/testing/test-result.ts'
import { stepsOf } from '../../src/alerting/testing/test-steps.ts'

const taken: TestResult = { outcome: 'arrived', finding: { kind: 'taken', at: 'http://chat.lan' } }
const refused: TestResult = { outcome: 'failed', finding: { delivery: { kind: 'notFound', at: 'http://chat.lan' } } }

test.each<[string, TestResult, 'direct' | 'byCollector', readonly string[]]>([
  ['arrives by Alertmanager', taken, 'direct', ['arrived', 'arrived']],
  ['arrives by the collector', taken, 'byCollector', ['arrived', 'arrived', 'arrived']],
  ['is refused by the receiver', refused, 'byCollector', ['arrived', 'arrived', 'failed']],
  ['is refused by a chat that Alertmanager notifies itself', { outcome: 'failed', finding: { kind: 'notTaken', at: 'http://chat.lan', said: '404', cause: 'notFound' } }, 'direct', ['arrived', 'failed']],
  ['does not come back to the collector', { outcome: 'failed', finding: { kind: 'collectorNotReached', said: '401' } }, 'byCollector', ['arrived', 'failed', 'not_sent']],
  ['is not seen to leave Alertmanager', { outcome: 'unknown', finding: { kind: 'noSign', seconds: 20 } }, 'byCollector', ['arrived', 'unknown', 'unknown']],
  ['finds no Alertmanager', { outcome: 'not_sent', finding: { kind: 'noAlertmanager' } }, 'direct', ['not_sent', 'not_sent']]
])('a test that %s says so step by step', (_what, result, way, outcomes) => {
  expect(stepsOf(result, way).map(({ outcome }) => outcome)).toEqual(outcomes)
})
