import { expect, test } from 'vitest'
import { createMinuteBudget } from '../../../src/platform/rate-limits/minute-budget.ts'
import { clockInTest } from '../../collector-in-test.ts'

const budget = () => {
  const clock = clockInTest(0)
  return { clock, minute: createMinuteBudget({ clock, perMinute: 60 }) }
}

test('all of a minute’s amount may go at once, and comes back evenly', () => {
  const { clock, minute } = budget()
  expect(minute.waitSeconds('a')).toBeUndefined()
  minute.spend('a', 59)
  expect(minute.waitSeconds('a')).toBeUndefined()
  minute.spend('a', 1)
  expect(minute.waitSeconds('a')).toBe(1)
  clock.advance(1000)
  expect(minute.waitSeconds('a')).toBeUndefined()
  minute.spend('a', 1)
  expect(minute.waitSeconds('a')).toBe(1)
})

test('a holder with any left may go on, and waits so much longer afterwards', () => {
  const { clock, minute } = budget()
  minute.spend('a', 59)
  minute.spend('a', 31)
  expect(minute.waitSeconds('a')).toBe(30)
  clock.advance(29_500)
  expect(minute.waitSeconds('a')).toBe(1)
  clock.advance(501)
  expect(minute.waitSeconds('a')).toBeUndefined()
})

test('of things that are counted whole, the next may go only once a whole one is left', () => {
  const clock = clockInTest(0)
  const minute = createMinuteBudget({ clock, perMinute: 3, least: 1 })
  for (let sent = 0; sent < 3; sent++) {
    expect(minute.waitSeconds('a')).toBeUndefined()
    minute.spend('a', 1)
  }
  expect(minute.waitSeconds('a')).toBe(20)
  clock.advance(19_000)
  expect(minute.waitSeconds('a')).toBe(1)
  clock.advance(1001)
  expect(minute.waitSeconds('a')).toBeUndefined()
})

test('an amount that came to nothing is given back, and never more than was spent', () => {
  const { minute } = budget()
  minute.spend('a', 90)
  minute.spend('a', -60)
  expect(minute.waitSeconds('a')).toBeUndefined()
  minute.spend('a', -1000)
  minute.spend('a', 60)
  expect(minute.waitSeconds('a')).toBe(1)
})

test('time gives nobody more than a minute’s amount, and each has an amount of their own', () => {
  const { clock, minute } = budget()
  minute.spend('a', 1)
  clock.advance(3_600_000)
  minute.spend('a', 60)
  expect(minute.waitSeconds('a')).toBe(1)
  expect(minute.waitSeconds('b')).toBeUndefined()
})
