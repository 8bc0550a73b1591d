import { expect, test } from 'vitest'
import { parseDates, parseDays, parseHours } from '../../src/calendar/calendar-values.ts'

test.each([
  ['08:00-18:05', { fromMinute: 480, toMinute: 1085 }],
  ['00:00-24:00', { fromMinute: 0, toMinute: 1440 }],
  ['09:30-23:59', { fromMinute: 570, toMinute: 1439 }],
  ['22:15-06:00', { fromMinute: 1335, toMinute: 1800 }],
  ['18:00-00:00', { fromMinute: 1080, toMinute: 1440 }]
])('%s are hours, past midnight where they end earlier than they begin', (written, hours) => {
  expect(parseHours(written)).toEqual(hours)
})

test.each([
  '',
  '08:00',
  '8:00-18:00',
  '08:00-8:00',
  '08:60-18:00',
  '24:00-08:00',
  '08:00-24:01',
  '08:00-25:00',
  '08:00-08:00',
  ' 08:00-18:00',
  '08:00-18:00 ',
  '08:00 - 18:00',
  '08:00-12:00-18:00'
])('“%s” are no hours', (written) => {
  expect(parseHours(written)).toBeUndefined()
})

test.each([
  ['saturday', ['saturday']],
  ['monday-wednesday', ['monday', 'tuesday', 'wednesday']],
  ['saturday-monday', ['saturday', 'sunday', 'monday']],
  ['sunday-sunday', ['sunday']],
  ['tuesday-monday', ['tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'monday']]
])('%s are the days %j', (written, days) => {
  expect(parseDays(written)).toEqual(days)
})

test.each(['', 'mon', 'Monday', 'monday-', '-monday', 'monday-x', 'x-monday', 'monday-friday-sunday', 'monday - friday'])(
  '“%s” are no days',
  (written) => {
    expect(parseDays(written)).toBeUndefined()
  }
)

test('a range of dates has its first and its last, also over the end of a year and 29 February', () => {
  expect(parseDates('2026-12-29')).toEqual(['2026-12-29'])
  expect(parseDates('2026-12-29 to 2026-12-29')).toEqual(['2026-12-29'])
  expect(parseDates('2026-12-30  to  2027-01-02')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'])
  expect(parseDates('2028-02-28 to 2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
})

test('a range of dates reaches over a year and a day at most', () => {
  expect(parseDates('2026-01-01 to 2027-01-01')).toHaveLength(366)
  expect(parseDates('2026-01-01 to 2027-01-02')).toBeUndefined()
})

test.each([
  '',
  '2026-2-3',
  '2027-02-29',
  '2026-13-01',
  '2026-12-29T00:00',
  'x2026-12-29',
  '2026-12-29 to',
  '2026-12-29 to ',
  '2026-12-29 to x',
  'x to 2026-12-29',
  '2026-12-29 until 2026-12-30',
  '2027-01-04 to 2026-12-29',
  '2026-12-29 to 2026-12-30 to 2026-12-31'
])('“%s” are no dates', (written) => {
  expect(parseDates(written)).toBeUndefined()
})
