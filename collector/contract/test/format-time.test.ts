import { describe, expect, it } from 'vitest'
import {
  formatExactTimestamp,
  formatAge,
  formatDuration,
  formatTimestamp,
  formatPreciseTimestamp,
  formatShortDuration,
  formatSkew
} from '../src/format-time.ts'

const nowMs = Date.parse('2026-11-25T12:00:00Z')

describe('a moment', () => {
  it('of today is only a time, in the time zone of the site', () => {
    expect(formatTimestamp(Date.parse('2026-11-25T09:02:00Z'), { language: 'en', timeZone: 'Asia/Tokyo', nowMs })).toBe('18:02')
    expect(formatTimestamp(Date.parse('2026-11-25T09:02:00Z'), { language: 'ja', timeZone: 'UTC', nowMs })).toBe('09:02')
  })

  it('of another day has its day', () => {
    const yesterday = Date.parse('2026-11-24T09:02:00Z')
    expect(formatTimestamp(yesterday, { language: 'en', timeZone: 'Asia/Tokyo', nowMs })).toMatch(/^Tue.*24 Nov.*18:02$/)
    expect(formatTimestamp(yesterday, { language: 'ja', timeZone: 'Asia/Tokyo', nowMs })).toMatch(/^11月24日.*18:02$/)
  })

  it('says its time zone where its reader did not choose it', () => {
    const options = { timeZone: 'Asia/Tokyo', nowMs, namesTimeZone: true }
    expect(formatTimestamp(Date.parse('2026-11-25T09:02:00Z'), { ...options, language: 'en' })).toBe('18:02 GMT+9')
    expect(formatTimestamp(Date.parse('2026-11-25T09:02:00Z'), { ...options, language: 'ja' })).toBe('18:02 JST')
    expect(formatTimestamp(Date.parse('2026-11-24T09:02:00Z'), { ...options, language: 'en' })).toMatch(/^Tue.*24 Nov.*18:02 GMT\+9$/)
  })

  it('written exactly has seconds and the zone', () => {
    expect(formatExactTimestamp(Date.parse('2026-11-25T09:02:03Z'), { language: 'en', timeZone: 'Asia/Tokyo' })).toBe(
      '25 Nov 2026, 18:02:03 GMT+9'
    )
    expect(formatExactTimestamp(Date.parse('2027-01-07T09:02:03Z'), { language: 'ja', timeZone: 'UTC' })).toBe('2027/01/07 09:02:03 UTC')
    expect(formatPreciseTimestamp(Date.parse('2026-11-25T09:02:03.045Z'), { language: 'en', timeZone: 'Asia/Tokyo' })).toBe(
      '25 Nov 2026, 18:02:03.045 GMT+9'
    )
    expect(formatPreciseTimestamp(Date.parse('2027-01-07T09:02:03.045Z'), { language: 'ja', timeZone: 'UTC' })).toBe(
      '2027/01/07 09:02:03.045 UTC'
    )
  })
})

it.each([
  [0, 'just now', 'たった今'],
  [59_999, 'just now', 'たった今'],
  [60_000, '1 min ago', '1 分前'],
  [200_000, '3 min ago', '3 分前'],
  [3_599_999, '59 min ago', '59 分前'],
  [3_600_000, '1 h ago', '1 時間前'],
  [86_399_999, '23 h ago', '23 時間前'],
  [86_400_000, '1 d ago', '1 日前'],
  [50 * 3_600_000, '2 d ago', '2 日前']
])('an age of %i ms is “%s”', (ageMs, en, ja) => {
  expect(formatAge(ageMs, 'en')).toBe(en)
  expect(formatAge(ageMs, 'ja')).toBe(ja)
})

it.each([
  [-60_000, '0 min', '0 分'],
  [0, '0 min', '0 分'],
  [59 * 60_000, '59 min', '59 分'],
  [3_600_000, '1 h', '1 時間'],
  [43_200_000, '12 h', '12 時間'],
  [44_000_000, '12 h 13 min', '12 時間 13 分'],
  [24 * 3_600_000, '1 d', '1 日'],
  [24 * 3_600_000 + 300_000, '1 d', '1 日'],
  [100 * 3_600_000, '4 d 4 h', '4 日 4 時間']
])('a duration of %i ms is “%s”', (ms, en, ja) => {
  expect(formatDuration(ms, 'en')).toBe(en)
  expect(formatDuration(ms, 'ja')).toBe(ja)
})

it.each([
  [-5000, '0 s', '0 秒'],
  [0, '0 s', '0 秒'],
  [59_499, '59 s', '59 秒'],
  [59_500, '1 min 0 s', '1 分 0 秒'],
  [84_000, '1 min 24 s', '1 分 24 秒'],
  [120_000, '2 min 0 s', '2 分 0 秒'],
  [3_599_499, '59 min 59 s', '59 分 59 秒'],
  [3_599_500, '1 h', '1 時間'],
  [4_320_000, '1 h 12 min', '1 時間 12 分']
])('a short duration of %i ms is “%s”', (ms, en, ja) => {
  expect([formatShortDuration(ms, 'en'), formatShortDuration(ms, 'ja')]).toEqual([en, ja])
})

it.each([
  [1.4, 'correct', '正しい'],
  [1.5, '2 s ahead', '2 秒進み'],
  [-59.4, '59 s behind', '59 秒遅れ'],
  [59.6, '1 min ahead', '1 分進み'],
  [5.2, '5 s ahead', '5 秒進み'],
  [-61, '1 min behind', '1 分遅れ'],
  [-93_600, '1 d 2 h behind', '1 日 2 時間遅れ']
])('says of a clock that differs by %d s that it is %s, and %s', (seconds, en, ja) => {
  expect([formatSkew(seconds, 'en'), formatSkew(seconds, 'ja')]).toEqual([en, ja])
})
