import { describe, expect, test } from 'vitest'
import { offHoursAt } from '../../src/calendar/off-hours.ts'
import { siteInTest } from './calendar-in-test.ts'

/** Until when a site is off at a moment, both in UTC; `open` where it is not, `for good` where that does not end. */
const offUntil = (lines: string, at: string, timeZone = 'Asia/Tokyo'): string => {
  const offHours = offHoursAt(siteInTest(lines), { nowMs: Date.parse(at), timeZone })
  if (offHours === undefined) return 'open'
  return offHours.untilMs === undefined ? 'for good' : new Date(offHours.untilMs).toISOString().replace(':00.000Z', 'Z')
}

// 27 November 2026 is a Friday; Tokyo is nine hours ahead of UTC all year.
describe('a site with hours from Monday to Friday', () => {
  const hours = 'open:\n  monday-friday: 08:00-18:00'

  test.each([
    ['2026-11-27T08:59Z', 'open'],
    ['2026-11-27T09:00Z', '2026-11-29T23:30Z'],
    ['2026-11-27T09:00:59Z', '2026-11-29T23:30Z'],
    ['2026-11-28T03:00Z', '2026-11-29T23:30Z'],
    ['2026-11-29T15:00Z', '2026-11-29T23:30Z'],
    ['2026-11-29T23:00Z', '2026-11-29T23:30Z'],
    ['2026-11-29T23:29Z', '2026-11-29T23:30Z'],
    ['2026-11-29T23:30Z', 'open']
  ])('is at %s off until %s: over the night, the weekend, and for 30 minutes after it has opened', (at, until) => {
    expect(offUntil(hours, at)).toBe(until)
  })

  test('is off by its own clocks, not by the server’s', () => {
    expect(offUntil(hours, '2026-11-27T08:59Z', 'UTC')).toBe('open')
    expect(offUntil(hours, '2026-11-27T09:00Z', 'UTC')).toBe('open')
    expect(offUntil(hours, '2026-11-27T18:00Z', 'UTC')).toBe('2026-11-30T08:30Z')
  })

  test.each([
    ['2026-12-28T09:00Z', '2027-01-04T23:30Z'],
    ['2026-12-31T15:00Z', '2027-01-04T23:30Z'],
    ['2027-01-04T23:30Z', 'open']
  ])('is at %s off until %s, over the dates of the New Year on which it is closed', (at, until) => {
    expect(offUntil(`${hours}\nclosed:\n  - 2026-12-29 to 2027-01-04`, at)).toBe(until)
  })
})

describe('a night shift', () => {
  const shift = 'open:\n  sunday-thursday: 22:00-06:00'

  test.each([
    ['2026-11-27T20:59Z', '2026-11-29T13:30Z'],
    ['2026-11-26T20:59Z', 'open'],
    ['2026-11-26T21:00Z', '2026-11-29T13:30Z'],
    ['2026-11-29T13:30Z', 'open'],
    ['2026-11-29T15:00Z', 'open'],
    ['2026-11-29T21:00Z', '2026-11-30T13:30Z']
  ])('is at %s off until %s: the shift that begins on Thursday ends on Friday morning', (at, until) => {
    expect(offUntil(shift, at)).toBe(until)
  })

  test('that begins on a closed date does not take place, and the one of the day before ends on it', () => {
    const closed = `${shift}\nclosed:\n  - 2026-12-01`
    expect(offUntil(closed, '2026-11-30T20:00Z')).toBe('open')
    expect(offUntil(closed, '2026-11-30T21:00Z')).toBe('2026-12-02T13:30Z')
    expect(offUntil(closed, '2026-12-01T14:00Z')).toBe('2026-12-02T13:30Z')
  })

  test('whose 30 minutes end with the day is off until midnight, also where the next day is never off', () => {
    expect(offUntil('open:\n  tuesday: 23:30-06:00', '2026-12-01T13:00Z')).toBe('2026-12-01T15:00Z')
    expect(offUntil('open:\n  tuesday: 23:30-00:00\n  wednesday: 00:00-24:00', '2026-12-01T13:00Z')).toBe('2026-12-01T15:00Z')
  })

  test('that opens before midnight has its 30 minutes after it, too', () => {
    expect(offUntil('open:\n  monday: 23:45-06:00', '2026-11-30T15:14Z')).toBe('2026-11-30T15:15Z')
    expect(offUntil('open:\n  monday: 23:45-06:00', '2026-11-30T15:15Z')).toBe('open')
  })
})

describe('a site that is open without a break', () => {
  test.each(['2026-11-28T15:00Z', '2026-11-28T15:10Z', '2026-11-29T00:00Z'])('is never off, not at midnight either (%s)', (at) => {
    expect(offUntil('time_zone: Asia/Tokyo', at)).toBe('open')
    expect(offUntil('open:\n  monday-sunday: 00:00-24:00', at)).toBe('open')
  })

  test('opens with the midnight after a closed date', () => {
    const closed = 'closed:\n  - 2026-11-29'
    expect(offUntil(closed, '2026-11-28T14:59Z')).toBe('open')
    expect(offUntil(closed, '2026-11-28T15:00Z')).toBe('2026-11-29T15:30Z')
    expect(offUntil(closed, '2026-11-29T15:30Z')).toBe('open')
  })

  test('has no 30 minutes between a shift and the next', () => {
    const shifts = 'open:\n  monday-friday: 06:00-22:00\n  saturday: 06:00-14:00'
    expect(offUntil(shifts, '2026-11-27T21:15Z')).toBe('2026-11-27T21:30Z')
    const joined = 'open:\n  monday: 14:00-13:00\n  tuesday: 13:00-22:00'
    expect(offUntil(joined, '2026-12-01T04:10Z')).toBe('open')
    // Where the first of the two falls on a closed date, the second opens.
    expect(offUntil(`${joined}\nclosed:\n  - 2026-11-30`, '2026-12-01T04:10Z')).toBe('2026-12-01T04:30Z')
  })
})

test('a site without any hours is off for good', () => {
  expect(offUntil('open: {}', '2026-11-27T03:00Z')).toBe('for good')
})

// In Berlin the clocks go from 02:00 to 03:00 on 28 March 2027, and from 03:00 to 02:00 on 31 October 2027, both Sundays.
describe('where clocks are changed', () => {
  test('a site opens by the changed clocks on that very morning', () => {
    expect(offUntil('open:\n  sunday: 08:00-18:00', '2027-03-27T12:00Z', 'Europe/Berlin')).toBe('2027-03-28T06:30Z')
    expect(offUntil('open:\n  sunday: 08:00-18:00', '2027-10-30T12:00Z', 'Europe/Berlin')).toBe('2027-10-31T07:30Z')
  })

  test('a site opens at the change where it would open in the hour that is skipped', () => {
    const skipped = 'open:\n  sunday: 02:15-18:00'
    expect(offUntil(skipped, '2027-03-28T00:59Z', 'Europe/Berlin')).toBe('2027-03-28T01:45Z')
    expect(offUntil(skipped, '2027-03-28T01:00Z', 'Europe/Berlin')).toBe('open')
  })

  test('the hour that comes twice is off or open both times', () => {
    const twice = ['2027-10-31T00:15Z', '2027-10-31T01:15Z']
    for (const at of twice) expect(offUntil('open:\n  saturday: 22:00-03:00', at, 'Europe/Berlin')).toBe('open')
    for (const at of twice) expect(offUntil('open:\n  saturday: 22:00-02:00', at, 'Europe/Berlin')).not.toBe('open')
  })
})
