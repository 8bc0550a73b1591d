import { expect, test } from 'vitest'
import { createAgeLimit } from '../../../src/platform/clock/age-limit.ts'

test('what is too old is known by a clock that can be trusted, and by no other', () => {
  const trust = { knowsAges: true }
  const ageLimit = createAgeLimit({ clock: { nowMs: () => 5000 }, trust })
  expect(ageLimit(3000)).toBe(2000)
  trust.knowsAges = false
  expect(ageLimit(3000)).toBeUndefined()
})
