import type { SiteCalendar } from './calendar.ts'
import { minutesOfDay, offHoursOfDay } from './off-hours-of-day.ts'
import { nextTimestamp, wallMinutes } from './wall-clock.ts'

/** Nothing is expected of a site's devices now. */
export interface OffHours {
  /** The time from which they are expected again; undefined if that is not within a year. */
  readonly untilMs?: number
}

const mostDays = 366

/** The end of the off-hours that a minute lies in; undefined if it lies in none. Infinite if they go on for a year. */
const endOf = (site: SiteCalendar, minute: number): number | undefined => {
  const today = Math.floor(minute / minutesOfDay)
  const range = offHoursOfDay(site, today).find(
    ({ fromMinute, toMinute }) => minute - today * minutesOfDay >= fromMinute && minute - today * minutesOfDay < toMinute
  )
  if (range === undefined) return undefined
  if (range.toMinute < minutesOfDay) return today * minutesOfDay + range.toMinute
  for (let day = today + 1; day <= today + mostDays; day++) {
    const first = offHoursOfDay(site, day)[0]
    if (first === undefined || first.fromMinute > 0) return day * minutesOfDay
    if (first.toMinute < minutesOfDay) return day * minutesOfDay + first.toMinute
  }
  return Infinity
}

/** The off-hours of a site at a time, by the clocks there; undefined while its devices are expected. */
export const offHoursAt = (
  site: SiteCalendar,
  { nowMs, timeZone }: { readonly nowMs: number, readonly timeZone: string }
): OffHours | undefined => {
  const end = endOf(site, wallMinutes(nowMs, timeZone))
  if (end === undefined) return undefined
  return end === Infinity ? {} : { untilMs: nextTimestamp(end, { fromMs: nowMs, timeZone }) }
}
