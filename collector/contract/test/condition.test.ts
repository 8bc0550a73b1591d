import { expect, test } from 'vitest'
import type { ClientStatus, ReasonCode } from '@mimamori/contract'
import { conditionOf } from '../src/device-list/condition.ts'

type Judged = Pick<ClientStatus, 'state' | 'freshness' | 'reason'>
const judged = (freshness: Judged['freshness'], code?: ReasonCode, state: Judged['state'] = 'active') =>
  conditionOf({ state, freshness, reason: code === undefined ? null : { code, text: '', at: null } })

test.each([['goodbye_poweroff', 'off'], ['goodbye_reboot', 'restarting'], ['goodbye_stopped', 'stopped']] as const)('a device whose last word was %s is %s from then on, until it is silent', (code, condition) => {
  expect([judged('fresh', code), judged('late', code), judged('late', code, 'pending')]).toEqual([condition, condition, condition])
  expect([judged('silent', code), judged('fresh', code, 'paused')]).toEqual(['silent', 'paused'])
})

test('a device that reports is fresh, and one whose reports are refused is that', () => {
  expect([judged('fresh'), judged('fresh', 'report_refused')]).toEqual(['fresh', 'refused'])
})

test('a device that came back after its goodbye with a key that is refused is late at once', () => {
  expect([judged('fresh', 'key_refused'), judged('late', 'key_refused')]).toEqual(['late', 'late'])
})

test('a device that is not heard is late, or not yet seen', () => {
  expect([judged('late', 'answers'), judged('late', 'never_reported', 'pending'), judged('silent', 'never_reported', 'pending')]).toEqual(['late', 'pending', 'silent'])
})
