import { expect, test } from 'vitest'
import { formatTimeOfDay, offHoursOfDay } from '../../src/calendar/off-hours-of-day.ts'
import { siteInTest } from './calendar-in-test.ts'

const tuesday = Date.parse('2026-12-01') / 86_400_000

test.each([
  ['tuesday: 08:00-18:00', ['00:00-08:30', '18:00-24:00']],
  ['tuesday: 00:00-24:00', ['00:00-00:30']],
  ['monday-tuesday: 00:00-24:00', []],
  // The half hour after opening ends with the day before, or with this day.
  ['monday: 23:30-06:00', ['06:00-24:00']],
  ['tuesday: 23:30-06:00', ['00:00-24:00']],
  ['tuesday: 23:45-06:00', ['00:00-24:00']],
  ['tuesday: 23:29-06:00', ['00:00-23:59']],
  // Open for no longer than that.
  ['tuesday: 08:00-08:30', ['00:00-24:00']],
  ['tuesday: 08:00-08:31', ['00:00-08:30', '08:31-24:00']],
  ['monday: 18:00-00:00', ['00:00-24:00']],
  // One opening into the next, whichever ends later.
  ['monday: 22:00-10:00\n  tuesday: 08:00-18:00', ['18:00-24:00']],
  ['monday: 22:00-20:00\n  tuesday: 08:00-18:00', ['20:00-24:00']],
  ['sunday: 20:00-19:00\n  monday: 19:00-18:00\n  tuesday: 18:00-22:00', ['22:00-24:00']]
])('%j is off on Tuesday at %j, without ranges that are empty', (hours, ranges) => {
  expect(
    offHoursOfDay(siteInTest(`open:\n  ${hours}`), tuesday).map(
      ({ fromMinute, toMinute }) => `${formatTimeOfDay(fromMinute)}-${formatTimeOfDay(toMinute)}`
    )
  ).toEqual(ranges)
})
