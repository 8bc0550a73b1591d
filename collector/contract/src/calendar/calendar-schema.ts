import { z } from 'zod'
import { site as siteName, weekdays, type Weekday } from '../receivers/receiver.ts'
import { knownTimeZone } from '../time-zone.ts'
import type { CalendarText } from './calendar-text.ts'
import type { OpeningHours, SiteCalendar } from './calendar.ts'
import { parseDates, parseDays, parseHours } from './calendar-values.ts'

/** The expected value: an issue's message is the key of its text. */
export type Expectation = keyof CalendarText['expected']

const wanted = (expected: Expectation) => ({ error: expected })

/** Text that is read by a function, which gives undefined for an invalid one. */
const written = <Value>(expected: Expectation, parse: (text: string) => Value | undefined) =>
  z.string(wanted(expected)).transform((text, context) => {
    const value = parse(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: expected })
    return z.NEVER
  })

const dayNames = z.string().refine((text) => parseDays(text) !== undefined, wanted('days'))
const open = z.record(dayNames, written('hours', parseHours), wanted('open')).transform((hoursByDays, context): SiteCalendar['open'] => {
  const byDay: Partial<Record<Weekday, OpeningHours>> = {}
  for (const [days, hours] of Object.entries(hoursByDays)) {
    for (const day of parseDays(days)!) {
      if (byDay[day] !== undefined) context.addIssue({ code: 'custom', message: 'dayOnce' satisfies Expectation, path: [days] })
      byDay[day] = hours
    }
  }
  return byDay
})
const mostClosedDates = 1000
const mostSites = 1000
const closed = z.array(written('dates', parseDates), wanted('closed')).transform((dates, context) => {
  // Each site's dates are joined with those of all.
  if (dates.reduce((sum, { length }) => sum + length, 0) > mostClosedDates) context.addIssue({
    code: 'custom', message: 'fewDates' satisfies Expectation
  })
  return dates.flat()
})

const allDay: OpeningHours = { fromMinute: 0, toMinute: 1440 }
const everyDay: SiteCalendar['open'] = Object.fromEntries(weekdays.map((day) => [day, allDay]))

const siteEntry = z.strictObject(
  { time_zone: written('timeZone', knownTimeZone).exactOptional(), open: open.default(everyDay), closed: closed.default([]) },
  wanted('site')
)
const sites = z.record(z.string().refine((name) => siteName.safeParse(name).success, wanted('siteName')), siteEntry, wanted('sites'))
  .refine((given) => Object.keys(given).length <= mostSites, wanted('fewSites'))

/** A calendar file: sites, and dates on which all of them are closed. */
export const calendarFile = z.strictObject({ sites, closed: closed.default([]) }, wanted('file'))
