import { expect, test } from 'vitest'
import { oldKeysOf, type DeviceView } from '../src/index.ts'

type Key = DeviceView['keys'][number]
const key = (change: Partial<Key> = {}): Key => ({
  createdAt: '2026-11-01T00:00:00.000Z',
  firstUsedAt: null,
  weak: false,
  revokedAt: null,
  hashPrefix: null,
  ...change
})

test('a new key leaves the old one until it is ended, or until the new one is used where the old one is weak', () => {
  expect(oldKeysOf({ state: 'active', keys: [key()] })).toBe('strong')
  expect(oldKeysOf({ state: 'active', keys: [key({ weak: true })] })).toBe('weak')
  expect(oldKeysOf({ state: 'active', keys: [key(), key({ weak: true, revokedAt: '2026-11-02T00:00:00.000Z' })] })).toBe('strong')
})

test('the old key is the one that the device has used, not one that never came to it', () => {
  expect(oldKeysOf({ state: 'active', keys: [key({ weak: true, firstUsedAt: '2026-11-01T00:01:00.000Z' }), key()] })).toBe('weak')
})

test('a new key brings back a device that is out of use, whose old keys do not work', () => {
  for (const state of ['retired', 'revoked'] as const) expect(oldKeysOf({ state, keys: [key({ weak: true })] })).toBe('back')
})
