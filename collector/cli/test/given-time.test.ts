import { expect, it } from 'vitest'
import { readPastTime } from '../src/given-time.ts'

const now = new Date(2026, 10, 28, 14, 30).getTime()
const local = (...[year, month, day, hour = 0, minute = 0, second = 0]: readonly number[]) =>
  new Date(year!, month! - 1, day, hour, minute, second).getTime()

it.each([
  ['10m', now - 600_000],
  ['90s', now - 90_000],
  ['2h', now - 7_200_000],
  ['1d', now - 86_400_000],
  ['14:05', local(2026, 11, 28, 14, 5)],
  ['9:00:30', local(2026, 11, 28, 9, 0, 30)],
  ['23:50', local(2026, 11, 27, 23, 50)],
  ['2026-11-27', local(2026, 11, 27)],
  ['2026-11-27T08:00', local(2026, 11, 27, 8)],
  ['2026-11-27 08:00', local(2026, 11, 27, 8)],
  ['2026-11-28T14:05:03.120+09:00', Date.UTC(2026, 10, 28, 5, 5, 3, 120)],
  ['2026-11-28T05:00:00Z', Date.UTC(2026, 10, 28, 5)]
])('reads %s as a time', (given, ms) => {
  expect(readPastTime(given, { nowMs: now })).toBe(ms)
})

it.each([
  '', 'soon', '10', '-5m', '24:00', '14:60', '14', '1', '2026-13-01', '28.11.2026', '999999999d'
])('does not read %o as one', (given) => {
  expect(readPastTime(given, { nowMs: now })).toBeUndefined()
})

it.each([
  ['14:40', local(2026, 11, 28, 14), local(2026, 11, 28, 14, 40)],
  ['00:10', local(2026, 11, 27, 23, 50), local(2026, 11, 28, 0, 10)],
  ['14:00', local(2026, 11, 28, 14), local(2026, 11, 28, 14)],
  ['10m', local(2026, 11, 28, 14), now - 600_000]
])('reads %s after a beginning as the first such time', (given, sinceMs, ms) => {
  expect(readPastTime(given, { nowMs: now, sinceMs })).toBe(ms)
})
