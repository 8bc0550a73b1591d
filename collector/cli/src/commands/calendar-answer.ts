import { weekdays, type Weekday } from '@mimamori/contract'
import {
  calendarText, formatMistakes, formatTimeOfDay, minutesOfDay, offHoursAt, readCalendar, type CalendarText, type OpeningHours,
  type SiteCalendar
} from '@mimamori/contract/calendar'
import { formatTimestamp } from '@mimamori/contract/format-time'
import { textTable } from '@mimamori/program/text-table'
import type { Answer, Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'

const formatHours = ({ fromMinute, toMinute }: OpeningHours): string =>
  `${formatTimeOfDay(fromMinute)}-${formatTimeOfDay(toMinute > minutesOfDay ? toMinute - minutesOfDay : toMinute)}`

/** `Mon-Fri 08:00-18:00, Sat 08:00-12:00`: days in a row with the same hours together. */
const formatWeek = (open: SiteCalendar['open'], { weekdays: names, alwaysOpen }: CalendarText): string => {
  const runs: { from: Weekday, to: Weekday, hours: string }[] = []
  let before: string | undefined
  for (const day of weekdays) {
    const hours = open[day] && formatHours(open[day])
    if (hours !== undefined && hours === before) runs.at(-1)!.to = day
    else if (hours !== undefined) runs.push({ from: day, to: day, hours })
    before = hours
  }
  if (runs.length === 1 && runs[0]!.hours === '00:00-24:00' && runs[0]!.to === 'sunday') return alwaysOpen
  return runs.map(({ from, to, hours }) => `${from === to ? names[from] : `${names[from]}-${names[to]}`} ${hours}`).join(', ')
}

const formatNow = (site: SiteCalendar, timeZone: string, text: CalendarText, language: Invocation['language']): string => {
  const nowMs = Date.now()
  const offHours = offHoursAt(site, { nowMs, timeZone })
  if (offHours === undefined) return text.openNow
  const { untilMs } = offHours
  return untilMs === undefined ? text.offHours : text.offHoursUntil(formatTimestamp(untilMs, { language, timeZone, nowMs }))
}

/** The hours of each site in a calendar file. @throws {CommandError} with every mistake in it */
export const calendarAnswer = (
  { file, content }: {
    readonly file: string
    readonly content: string
  }, { language, timeZone: serverTimeZone }: Pick<Invocation, 'language' | 'timeZone'>
): Answer => {
  const text = calendarText(language)
  const { calendar, mistakes } = readCalendar(content, text)
  if (mistakes.length > 0) throw new CommandError(formatMistakes(file, mistakes, text))
  const sites = [...calendar].map(([site, entry]) => ({ site, entry, timeZone: entry.timeZone ?? serverTimeZone }))
  const rows = sites.map(({ site, entry, timeZone }) =>
    [site, timeZone, formatWeek(entry.open, text), text.closedDays(entry.closedDates.size), formatNow(entry, timeZone, text, language)])
  return {
    json: sites.map(({ site, entry: { open, closedDates }, timeZone }) =>
      ({
        site, timeZone, open: Object.fromEntries(Object.entries(open).map(([day, hours]) => [day, formatHours(hours)])),
        closed: [...closedDates].sort()
      })),
    lines: [...rows.length === 0 ? [text.noSites] : textTable(rows), text.fine(file)]
  }
}
