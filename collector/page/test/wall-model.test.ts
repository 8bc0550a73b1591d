import { expect, test } from 'vitest'
import type { AlertGroup, ClientStatus } from '@mimamori/contract'
import { countDevices, newestCritical, silentSites } from '../src/wall/wall-model.ts'
import { inLanguage } from './in-language.ts'

const lastSeen = '2026-11-25T03:00:00.000Z'
const client = (
  site: string,
  change: Partial<Pick<ClientStatus, 'state' | 'freshness' | 'down' | 'reason' | 'lastSeen'>> = {}
): ClientStatus => ({ site, state: 'active', freshness: 'fresh', reason: null, lastSeen, ...change }) as ClientStatus
const silent = { freshness: 'silent' } as const
const group = (change: Partial<AlertGroup> = {}): AlertGroup => ({
  name: 'DeviceSilent',
  severity: 'critical',
  site: 'north',
  count: 2,
  acknowledged: 0,
  oldest: lastSeen,
  newest: lastSeen,
  devices: [],
  annotations: {},
  ...change
})

test('counts the devices that are to report, and not those that are off on purpose', () => {
  const clients = [
    client('a'),
    client('a', silent),
    client('a', { freshness: 'late' }),
    client('a', { freshness: 'late', down: true }),
    client('a', { ...silent, state: 'paused' }),
    client('a', { ...silent, state: 'retired' }),
    client('a', { reason: { code: 'report_refused', text: '', at: null } })
  ]
  expect(countDevices(clients)).toEqual({ silent: 1, down: 1, late: 1, online: 2 })
})

test('lists the sites with devices that do not report, the one with the most silent ones first, since the longest of them was heard', () => {
  const earlier = '2026-11-24T03:00:00.000Z'
  const clients = [
    client('a', { freshness: 'late' }),
    client('b', silent),
    client('b', { ...silent, lastSeen: earlier }),
    client('b'),
    client('c'),
    client('d', { ...silent, lastSeen: null })
  ]
  expect(silentSites(clients)).toEqual([
    { site: 'b', silent: 2, down: 0, late: 0, expected: 3, sinceMs: Date.parse(earlier) },
    { site: 'd', silent: 1, down: 0, late: 0, expected: 1, sinceMs: undefined },
    { site: 'a', silent: 0, down: 0, late: 1, expected: 1, sinceMs: Date.parse(lastSeen) }
  ])
})

test.each<[silent: number, down: number, late: number, en: string, ja: string]>([
  [2, 0, 0, '2 of 10 silent', '10 台中 2 台が報告なし'],
  [0, 0, 1, '1 of 10 late', '10 台中 1 台が遅延'],
  [1, 2, 1, '1 of 10 silent, 2 down, 1 late', '10 台中 1 台が報告なし、2 台がダウン、1 台が遅延']
])('calls %i silent, %i down and %i late devices what they are', async (silent, down, late, en, ja) => {
  const load = () => import('../src/wall/messages.ts')
  const [english, japanese] = [await inLanguage('en', load), await inLanguage('ja', load)]
  const of = [silent, down, late, 10] as const
  expect([english, japanese].map(({ wallMessages }) => wallMessages.absentOf(...of))).toEqual([en, ja])
})

test('takes for new only what is critical and not yet acknowledged', () => {
  const later = (hour: number) => `2026-11-25T0${hour}:00:00.000Z`
  expect(
    newestCritical([
      group({ newest: later(4) }),
      group({ newest: later(5), acknowledged: 2 }),
      group({ newest: later(6), severity: 'warning' }),
      group({ newest: later(3) })
    ])
  ).toBe(later(4))
  expect(newestCritical([])).toBe('')
})
