import { expect, test } from 'vitest'
import { aliveAnnotation, evaluateAlert, isStale } from '../../src/alerts/lifecycle/evaluate-alert.ts'
import { held, minuteMs, nowMs } from './reconciler-in-test.ts'

/** Sent so many minutes ago, to fire for so many. */
const sent = (minutesAgo: number, firesFor: number, annotations = {}) => held({
  labels: { alertname: 'DiskFull', device: 'pi-1', mountpoint: '/', cluster: 'east' }, annotations, generatorURL: 'http://prometheus/graph',
  updatedAt: new Date(nowMs - minutesAgo * minuteMs).toISOString(),
  endsAt: new Date(nowMs + (firesFor - minutesAgo) * minuteMs).toISOString()
})
const kept = { [aliveAnnotation]: '2026-11-25T08:00:00Z' }
const ruleOf = (...active: readonly Readonly<Record<string, string>>[]) => [
  { name: 'DiskFull', forMs: 15 * minuteMs, active },
  { name: 'DiskFullest', forMs: 0, active: [{ alertname: 'DiskFullest' }] }
]
/** Prometheus does not know the labels that it adds only when it sends. */
const active = { alertname: 'DiskFull', device: 'pi-1', mountpoint: '/' }

test.each([
  [3, 8, false], [5, 8, true], [1, 4, false], [3, 4, true], [-2, 8, false]
])('an alert that was sent %d minutes ago to fire for %d is stale: %s', (minutesAgo, firesFor, expected) => {
  expect(isStale(sent(minutesAgo, firesFor), nowMs)).toBe(expected)
})

test.each([
  ['is sent by Prometheus', sent(2, 8), 60, ruleOf(active), 'leave'],
  ['was sent, and is not known to Prometheus any more', sent(2, 8), 60, ruleOf(), 'leave'],
  ['was sent twice too few', sent(5, 8), 60, ruleOf(active), 'keep'],
  ['is of somebody else', { ...sent(5, 8), generatorURL: '' }, 60, ruleOf(), 'leave'],
  ['is kept, and Prometheus is not heard', sent(6, 10, kept), undefined, undefined, 'keep'],
  ['was kept a moment ago', sent(1, 10, kept), undefined, undefined, 'leave'],
  ['is kept, while Prometheus has not evaluated for as long as the rule waits', sent(6, 10, kept), 19, ruleOf(), 'keep'],
  ['is kept, and Prometheus has evaluated for long enough and says nothing of it', sent(1, 10, kept), 20, ruleOf(), 'end'],
  ['is kept, and is pending or fires there', sent(6, 10, kept), 60, ruleOf(active), 'keep'],
  ['is kept, and another of the rule is active there', sent(1, 10, kept), 20, ruleOf({ ...active, mountpoint: '/data' }), 'end'],
  ['is kept, and its rule is gone', sent(1, 10, kept), 5, [], 'end'],
  ['is kept, and nobody can be asked, for less than an hour', sent(6, 10, kept), 64, undefined, 'keep'],
  ['is kept, and nobody could be asked for an hour', sent(1, 10, kept), 65, undefined, 'end']
] as const)('an alert that %s', (_, alert, seenForMinutes, rules, expected) => {
  expect(evaluateAlert(alert, { nowMs, seenForMs: seenForMinutes && seenForMinutes * minuteMs, rules, isUnwatched: false })).toBe(expected)
})

test.each([
  ['that Prometheus sends and is about to end', 'leave', sent(2, 8)],
  ['that is stale', 'end', sent(5, 8)],
  ['that was kept until then', 'end', sent(1, 10, kept)]
] as const)('an alert about what is no longer watched, and %s: %s', (_, expected, alert) => {
  expect(evaluateAlert(alert, { nowMs, seenForMs: undefined, rules: undefined, isUnwatched: true })).toBe(expected)
})
