import { weekdays } from '@mimamori/contract'
import {
  dateOf,
  formatTimeOfDay,
  offHoursOfDay,
  weekdayOf,
  type Calendar,
  type DayRange,
  type SiteCalendar
} from '@mimamori/contract/calendar'
import type { TimeInterval } from './time-interval.ts'

/** Sites that close at the same times, and the intervals in which nobody is notified of their warnings. */
export interface OffHours {
  readonly sites: readonly [string, ...string[]]
  readonly intervals: readonly TimeInterval[]
}

const timesOf = (ranges: readonly DayRange[]): TimeInterval['times'] =>
  ranges.map(({ fromMinute, toMinute }) => ({ start_time: formatTimeOfDay(fromMinute), end_time: formatTimeOfDay(toMinute) }))

const sameKey = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly [Item, ...Item[]])[] =>
  Object.values(Object.groupBy(items, keyOf)) as [Item, ...Item[]][]

interface Day {
  readonly day: number
  readonly ranges: readonly DayRange[]
}

const daysOf = (site: SiteCalendar, days: readonly number[]): readonly Day[] =>
  days.map((day) => ({ day, ranges: offHoursOfDay(site, day) }))

/** The normal week without closed dates; weekdays with the same hours together. */
const weeklyIntervals = (week: readonly Day[], location: string): readonly TimeInterval[] =>
  sameKey(
    week.filter(({ ranges }) => ranges.length > 0),
    ({ ranges }) => JSON.stringify(ranges)
  ).map((days) => ({ times: timesOf(days[0].ranges), weekdays: days.map(({ day }) => weekdayOf(day)), location }))

/** Dates on which more is closed than in other weeks; dates of one month with the same hours together. */
const dateIntervals = (site: SiteCalendar, week: readonly Day[], location: string): readonly TimeInterval[] => {
  const usual = new Map(week.map(({ day, ranges }) => [weekdayOf(day), JSON.stringify(ranges)]))
  // A closed date can also change the two days after it: one of its shifts would have gone on, or one would have followed it without a
  // break.
  const touched = new Set([...site.closedDates].map((date) => Date.parse(date) / 86_400_000).flatMap((day) => [day, day + 1, day + 2]))
  const unusual = daysOf(
    site,
    [...touched].sort((a, b) => a - b)
  ).filter(({ day, ranges }) => usual.get(weekdayOf(day)) !== JSON.stringify(ranges))
  return sameKey(unusual, ({ day, ranges }) => dateOf(day).slice(0, 7) + JSON.stringify(ranges)).map((days) => {
    const [year, month] = dateOf(days[0].day).split('-') as [string, string]
    return {
      times: timesOf(days[0].ranges),
      days_of_month: days.map(({ day }) => String(Number(dateOf(day).slice(8)))),
      months: [String(Number(month))],
      years: [year],
      location
    }
  })
}

const intervalsOf = (entry: SiteCalendar, location: string): readonly TimeInterval[] => {
  // Any seven days in a row.
  const week = daysOf({ ...entry, closedDates: new Set() }, weekdays.map((_, index) => index + 4))
  return [...weeklyIntervals(week, location), ...dateIntervals(entry, week, location)]
}

/**
 * The off-hours of every site that has any, as Alertmanager's intervals, by the clocks of the site; sites with the same hours together, so
 * that one message can be about all of them.
 */
export const offHoursIntervals = (calendar: Calendar, serverTimeZone: string): readonly OffHours[] => {
  const closing = [...calendar]
    .map(([site, entry]) => ({ site, intervals: intervalsOf(entry, entry.timeZone ?? serverTimeZone) }))
    .filter(({ intervals }) => intervals.length > 0)
  return sameKey(closing, ({ intervals }) => JSON.stringify(intervals)).map(([first, ...others]) => ({
    sites: [first.site, ...others.map(({ site }) => site)],
    intervals: first.intervals
  }))
}
