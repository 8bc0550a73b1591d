import { expect, test } from 'vitest'
import { badgeOf, conditionOf } from '../../src/admin/page/fleet/condition.ts'
import type { ClientStatus } from '../../src/fleet/client-status.ts'
import type { ReasonCode } from '../../src/freshness/freshness.ts'

type Judged = Pick<ClientStatus, 'state' | 'freshness' | 'reason'>
const judged = (freshness: Judged['freshness'], code?: ReasonCode, state: Judged['state'] = 'active'): Judged =>
  ({ state, freshness, reason: code === undefined ? null : { code, text: '', at: null } })

test.each([['goodbye_poweroff', 'off'], ['goodbye_reboot', 'restarting'], ['goodbye_stopped', 'stopped']] as const)('a device whose last word was %s is shown as %s, and counted as fresh for as long as it is', (code, badge) => {
  expect([badgeOf(judged('fresh', code)), conditionOf(judged('fresh', code))]).toEqual([badge, 'fresh'])
  expect(badgeOf(judged('late', code))).toBe('late')
  expect(badgeOf(judged('silent', code))).toBe('silent')
  expect(badgeOf(judged('fresh', code, 'paused'))).toBe('paused')
})

test('a device that reports is shown as fresh, and one whose reports are refused as that', () => {
  expect([badgeOf(judged('fresh')), badgeOf(judged('fresh', 'report_refused'))]).toEqual(['fresh', 'refused'])
})
