import { weekdays, type Weekday } from '../receivers/receiver.ts'
import type { OpeningHours } from './calendar.ts'
import { minutesOfDay } from './off-hours-of-day.ts'

const minuteOf = (hours: string, minutes: string): number => Number(hours) * 60 + Number(minutes)

/** `08:00-18:00`; past midnight if it ends earlier than it begins. Undefined for any other text. */
export const parseHours = (written: string): OpeningHours | undefined => {
  const [, ...parts] = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/.exec(written) ?? []
  if (parts.length === 0) return undefined
  const [fromMinute, end] = [minuteOf(parts[0]!, parts[1]!), minuteOf(parts[2] ?? parts[4]!, parts[3] ?? parts[5]!)]
  if (end === fromMinute) return undefined
  return { fromMinute, toMinute: end > fromMinute ? end : end + minutesOfDay }
}

/** `saturday`, `monday-friday`, `friday-monday`. Undefined for any other text. */
export const parseDays = (written: string): readonly Weekday[] | undefined => {
  const [from, to, ...more] = written.split('-').map((name) => weekdays.findIndex((day) => day === name))
  if (from === undefined || from < 0 || to === -1 || more.length > 0) return undefined
  const count = to === undefined ? 1 : (to - from + weekdays.length) % weekdays.length + 1
  return Array.from({ length: count }, (_, index) => weekdays[(from + index) % weekdays.length]!)
}

const dayMs = 86_400_000
const mostDays = 366

const dateMs = (written: string): number | undefined => {
  const ms = Date.parse(`${written}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(written) ? ms : undefined
}

/** `2026-12-29`, or `2026-12-29 to 2027-01-04` as each of its dates. Undefined for any other text. */
export const parseDates = (written: string): readonly string[] | undefined => {
  const [from, to, ...more] = written.split(/ +to +/).map(dateMs)
  if (from === undefined || more.length > 0 || (/ to /.test(written) && to === undefined)) return undefined
  const count = ((to ?? from) - from) / dayMs + 1
  return count < 1 || count > mostDays
    ? undefined
    : Array.from({ length: count }, (_, index) => new Date(from + index * dayMs).toISOString().slice(0, 10))
}
