import { expect, test } from 'vitest'
import { absenceOf } from '../src/devices/page/absence.ts'

const seen = {
  freshness: 'fresh',
  lastSeen: '2026-11-25T03:00:00.000Z',
  state: 'active',
  cpuUsage: null,
  memoryUsage: null,
  diskUsage: null,
  temperature: null
} as const

test.each(['retired', 'revoked'] as const)(
  'a device that reported and is %s has had its values removed, whether it was heard just now or long ago',
  (state) => {
    for (const freshness of ['fresh', 'silent'] as const) expect(absenceOf({ ...seen, freshness, state })).toBe('valuesRemoved')
  }
)

test('a device that never reported is not said to have had values', () => {
  expect(absenceOf({ ...seen, freshness: 'silent', lastSeen: null, state: 'retired' })).toBe('noValues')
})

test('a device that is not reporting has none, and one from which nothing came since the collector was started has none yet', () => {
  expect(absenceOf({ ...seen, freshness: 'late' })).toBe('noValues')
  expect(absenceOf(seen)).toBe('noValuesYet')
})

test('one value is enough to show the values', () => {
  expect(absenceOf({ ...seen, temperature: 51 })).toBeUndefined()
})
