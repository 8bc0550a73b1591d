import type { weekdays } from '@mimamori/contract'
import { expect, test } from 'vitest'
import { offHoursIntervals } from '../../src/alerts/alertmanager/off-hours-intervals.ts'
import type { TimeInterval } from '../../src/alerts/alertmanager/time-interval.ts'
import { offHoursAt } from '@mimamori/contract/calendar'
import { siteInTest } from '../../contract/test/calendar/calendar-in-test.ts'

const clocks = new Map<string, Intl.DateTimeFormat>()
const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'long',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit'
    })
  clocks.set(timeZone, known)
  return known
}

/** As Alertmanager decides it (timeinterval.TimeInterval.ContainsTime): by the time at its location, all of its parts. */
const contains = ({ times, weekdays: days, days_of_month: dates, months, years, location }: TimeInterval, ms: number): boolean => {
  const now = Object.fromEntries(clockOf(location).formatToParts(ms).map(({ type, value }) => [type, value]))
  const minute = `${now['hour']}:${now['minute']}`
  return (
    times.some(({ start_time: from, end_time: to }) => minute >= from && minute < to) &&
    (days?.includes(now['weekday']!.toLowerCase() as (typeof weekdays)[number]) ?? true) &&
    (dates?.includes(now['day']!) ?? true) &&
    (months?.includes(now['month']!) ?? true) &&
    (years?.includes(now['year']!) ?? true)
  )
}

const dayMs = 86_400_000

test.each([
  [
    'office hours over the New Year',
    'open:\n  monday-friday: 08:00-18:00\n  saturday: 08:00-12:00\nclosed:\n  - 2026-12-29 to 2027-01-04',
    '2026-12-24',
    14
  ],
  ['night shifts with a closed date', 'open:\n  sunday-thursday: 22:00-06:00\nclosed:\n  - 2026-12-01', '2026-11-28', 8],
  [
    'shifts without a break, of which one is left out',
    'open:\n  monday: 23:50-23:49\n  tuesday: 23:49-23:40\n  wednesday-sunday: 00:00-24:00\nclosed:\n  - 2026-11-30',
    '2026-11-29',
    7
  ],
  ['a spring morning on which the clocks are changed', 'time_zone: Europe/Berlin\nopen:\n  sunday: 02:15-18:00', '2027-03-27', 3],
  ['an autumn night on which they are changed back', 'time_zone: Europe/Berlin\nopen:\n  saturday: 22:00-02:30', '2027-10-30', 3]
])('the page and Alertmanager agree to the minute over %s', (_what, lines, from, days) => {
  const site = siteInTest(lines)
  const timeZone = site.timeZone ?? 'Asia/Tokyo'
  const [{ intervals } = { intervals: [] }] = offHoursIntervals(new Map([['north', site]]), timeZone)
  const startMs = Date.parse(from)
  const disagreeing = Array.from({ length: (days * dayMs) / 60_000 }, (_, minute) => startMs + minute * 60_000).filter(
    (nowMs) => (offHoursAt(site, { nowMs, timeZone }) !== undefined) !== intervals.some((interval) => contains(interval, nowMs))
  )
  expect(disagreeing.map((ms) => new Date(ms).toISOString())).toEqual([])
})

test('a site that never closes needs no intervals', () => {
  expect(offHoursIntervals(new Map([['north', siteInTest('time_zone: Asia/Tokyo')]]), 'UTC')).toEqual([])
})
