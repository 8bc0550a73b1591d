import { expect, test } from 'vitest'
import cases from '../fixtures/nearest-names.json' with { type: 'json' }
import { nearestName } from '../src/nearest-name.ts'

test.each(cases.cases)('$typed was meant to be $meant', ({ typed, meant }) => {
  expect(nearestName(typed, cases.known)).toBe(meant)
})

test('a group of words is meant where only one goes on with it', () => {
  expect(nearestName('clock', ['clock confirm', 'devices list', 'devices show'])).toBe('clock confirm')
  expect(nearestName('devices', ['clock confirm', 'devices list', 'devices show'])).toBeUndefined()
})
