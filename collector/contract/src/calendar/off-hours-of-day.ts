import { weekdays, type Weekday } from '../receivers/receiver.ts'
import type { OpeningHours, SiteCalendar } from './calendar.ts'

/** `08:30`, `24:00`: a minute of a day. */
export const formatTimeOfDay = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')

/** Minutes of a day from its midnight on, the first included, the last not. */
export interface DayRange {
  readonly fromMinute: number
  readonly toMinute: number
}

export const minutesOfDay = 1440
/** After opening, until devices that are switched on then have reported. */
const graceMinutes = 30

/** Days are numbered from 1 January 1970, a Thursday. */
export const weekdayOf = (day: number): Weekday => weekdays[(day + 3) % weekdays.length]!
/** `2026-12-29`. */
export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/**
 * Opening hours that begin on a day or on the two before, which reach into it or decide whether it goes on without a break; in minutes of
 * that day.
 */
const openingsAround = ({ open, closedDates }: SiteCalendar, day: number): readonly OpeningHours[] => [-2, -1, 0].flatMap((offset) => {
  const hours = open[weekdayOf(day + offset)]
  if (hours === undefined || closedDates.has(dateOf(day + offset))) return []
  return [{ fromMinute: hours.fromMinute + offset * minutesOfDay, toMinute: hours.toMinute + offset * minutesOfDay }]
})

/** Openings that touch or overlap are one: a shift that follows another opens nothing. */
const joined = (openings: readonly OpeningHours[]): readonly OpeningHours[] => openings.reduce<readonly OpeningHours[]>((before, next) => {
  const last = before.at(-1)
  if (last === undefined || next.fromMinute > last.toMinute) return [...before, next]
  return [...before.slice(0, -1), { ...last, toMinute: Math.max(last.toMinute, next.toMinute) }]
}, [])

/**
 * The ranges of a day in which nothing is expected of a site's devices: while it is closed, and for 30 minutes after it has opened. The
 * page, the inventory's metrics and Alertmanager all take it from here, so that they agree.
 */
export const offHoursOfDay = (site: SiteCalendar, day: number): readonly DayRange[] => {
  const ranges: DayRange[] = []
  let fromMinute = 0
  for (const run of joined(openingsAround(site, day))) {
    const expectedFrom = run.fromMinute + graceMinutes
    if (run.toMinute <= Math.max(expectedFrom, 0) || expectedFrom >= minutesOfDay) continue
    if (expectedFrom > fromMinute) ranges.push({ fromMinute, toMinute: expectedFrom })
    fromMinute = run.toMinute
  }
  return fromMinute < minutesOfDay ? [...ranges, { fromMinute, toMinute: minutesOfDay }] : ranges
}
