import { expect, test } from 'vitest'
import type { ClientStatus, ReasonCode } from '@mimamori/contract'
import { conditionOf } from '../../src/device-list/condition.ts'

type Status = Pick<ClientStatus, 'state' | 'freshness' | 'reason'>
const conditionFor = (freshness: Status['freshness'], code?: ReasonCode, state: Status['state'] = 'active') =>
  conditionOf({ state, freshness, reason: code === undefined ? null : { code } })

test('a device is down until it is silent, whatever its freshness, unless its site is closed or it is paused', () => {
  const down = (rest: Partial<Status>, code?: ReasonCode) =>
    conditionOf({ state: 'active', freshness: 'late', down: true, reason: code === undefined ? null : { code }, ...rest })
  expect([
    down({}, 'answers'),
    down({ freshness: 'fresh' }),
    down({ freshness: 'silent' }),
    down({}, 'off_hours'),
    down({ state: 'paused' })
  ]).toEqual(['down', 'down', 'silent', 'off_hours', 'paused'])
})

test.each([
  ['goodbye_poweroff', 'off'],
  ['goodbye_reboot', 'restarting'],
  ['goodbye_stopped', 'stopped']
] as const)('a device whose last word was %s is %s from then on, until it is silent', (code, condition) => {
  expect([conditionFor('fresh', code), conditionFor('late', code), conditionFor('late', code, 'pending')]).toEqual([
    condition,
    condition,
    condition
  ])
  expect([conditionFor('silent', code), conditionFor('fresh', code, 'paused')]).toEqual(['silent', 'paused'])
})

test('a device that reports is fresh, and one whose reports are refused is that', () => {
  expect([
    conditionFor('fresh'), conditionFor('fresh', 'report_refused'), conditionFor('fresh', 'scrape_failed'),
    conditionFor('late', 'scrape_failed')
  ]).toEqual(['fresh', 'refused', 'refused', 'late'])
})

test('a device that came back after its shutdown report with a key that is refused is late at once', () => {
  expect([conditionFor('fresh', 'key_refused'), conditionFor('late', 'key_refused')]).toEqual(['late', 'late'])
})

test('a device that is not heard is late, or not yet seen', () => {
  expect([
    conditionFor('late', 'answers'),
    conditionFor('late', 'never_reported', 'pending'),
    conditionFor('silent', 'never_reported', 'pending')
  ]).toEqual(['late', 'pending', 'silent'])
})
