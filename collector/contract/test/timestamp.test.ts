import { expect, it } from 'vitest'
import { timestamp, updateEnd, utcTimestamp } from '../src/index.ts'

it.each(['0000-11-25T08:50:00Z', '1969-12-30T23:59:59Z', '+010000-01-01T00:00:00Z'])(
  '%s is a time that some program could not write again, and is refused',
  (text) => {
    expect([timestamp.safeParse(text).success, utcTimestamp.safeParse(text).success]).toEqual([false, false])
    expect(updateEnd.safeParse({ endedAt: text, outcome: 'succeeded' }).success).toBe(false)
  }
)

it('a clock that was never set begins with 1970, a day earlier in some time zones', () => {
  for (const text of ['1970-01-01T09:00:00+09:00', '1969-12-31T00:00:00Z']) expect(timestamp.safeParse(text).success).toBe(true)
  expect(timestamp.safeParse('1969-12-30T23:59:59.999Z').success).toBe(false)
})

it('the last moment that a year of four digits can name is taken', () => {
  expect([timestamp.safeParse('9999-12-31T23:59:59.999Z').success, timestamp.safeParse('9999-12-31T23:59:00-00:01').success]).toEqual([
    true,
    false
  ])
})
