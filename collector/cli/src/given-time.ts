import type { Invocation } from './command.ts'
import { readDuration } from './duration.ts'
import { UsageError } from './errors.ts'

type Options = Pick<Invocation, 'value' | 'text'>

/** The time that an option has, in this machine's time zone unless it says an offset. @throws {UsageError} */
export const givenTime = ({ value, text }: Options, name: string): string | undefined => {
  const typed = value(name)
  if (typed === undefined) return undefined
  const ms = Date.parse(typed)
  if (Number.isNaN(ms)) throw new UsageError(text.wrong(`--${name}`, text.expected.time, typed))
  return new Date(ms).toISOString()
}

interface TimeOfDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** A time of the day of a timestamp by this machine's clocks, or this many days later. */
const onDay = (ms: number, { hour, minute, second }: TimeOfDay, days = 0): number => {
  const day = new Date(ms)
  day.setDate(day.getDate() + days)
  return day.setHours(hour, minute, second, 0)
}
const lastBefore = (time: TimeOfDay, ms: number): number => {
  const sameDay = onDay(ms, time)
  return sameDay <= ms ? sameDay : onDay(ms, time, -1)
}
const firstAfter = (time: TimeOfDay, ms: number): number => {
  const sameDay = onDay(ms, time)
  return sameDay >= ms ? sameDay : onDay(ms, time, 1)
}

interface Reference { readonly nowMs: number, readonly sinceMs?: number | undefined }

/**
 * A time as a person types it, in Unix milliseconds: `10m` for ten minutes ago; `14:05` for the last time that it was five
 * past two, or the first one after `sinceMs`; a date; or a date and time. In this machine's time zone unless it has an offset.
 * Undefined if it is none.
 */
export const readPastTime = (typed: string, { nowMs, sinceMs }: Reference): number | undefined => {
  const ageSeconds = readDuration(typed)
  if (ageSeconds !== undefined) return nowMs - ageSeconds * 1000
  const [, hour, minute, second = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(typed) ?? []
  if (hour !== undefined) {
    const time = { hour: Number(hour), minute: Number(minute), second: Number(second) }
    if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined
    return sinceMs === undefined ? lastBefore(time, nowMs) : firstAfter(time, sinceMs)
  }
  // JavaScript takes a date alone for one of UTC.
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(typed) ? `${typed}T00:00` : typed)
  return /^\d{4}-\d{2}-\d{2}/.test(typed) && !Number.isNaN(ms) ? ms : undefined
}

/** The time that an option of a search has. @throws {UsageError} */
export const givenPastTime = ({ value, text }: Options, name: string, reference: Reference): number | undefined => {
  const typed = value(name)
  if (typed === undefined) return undefined
  const ms = readPastTime(typed, reference)
  if (ms === undefined) throw new UsageError(text.wrong(`--${name}`, text.expected.logTime, typed))
  return ms
}
