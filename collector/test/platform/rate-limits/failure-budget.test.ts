import { expect, test } from 'vitest'
import { failureBudget } from '../../../src/platform/rate-limits/failure-budget.ts'
import { clockInTest } from '../../collector-in-test.ts'

test('so many failures are borne in a minute, and room comes back as the oldest grow old', () => {
  const clock = clockInTest(0)
  const budget = failureBudget(clock, { perMinute: 2 })
  budget.record()
  clock.advance(10_000)
  expect(budget.exhaustedForSeconds()).toBeUndefined()
  budget.record()
  expect(budget.exhaustedForSeconds()).toBe(50)
  clock.advance(50_000)
  expect(budget.exhaustedForSeconds()).toBeUndefined()
})
