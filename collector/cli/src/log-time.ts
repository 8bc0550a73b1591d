import { readDuration } from './duration.ts'

interface TimeOfDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** It on the day of a moment by this machine's clocks, or so many days later. */
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

/**
 * A time as a person types it, in Unix milliseconds: `10m` for ten minutes ago; `14:05` for the last time that it was five
 * past two, or the first one after `sinceMs`; a date; or a date and time. In this machine's time zone unless it has an offset. Undefined for what is none.
 */
export const readLogTime = (given: string, { nowMs, sinceMs }: { readonly nowMs: number, readonly sinceMs?: number | undefined }): number | undefined => {
  const ageSeconds = readDuration(given)
  if (ageSeconds !== undefined) return nowMs - ageSeconds * 1000
  const [, hour, minute, second = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(given) ?? []
  if (hour !== undefined) {
    const time = { hour: Number(hour), minute: Number(minute), second: Number(second) }
    if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined
    return sinceMs === undefined ? lastBefore(time, nowMs) : firstAfter(time, sinceMs)
  }
  // A date alone is one of UTC to JavaScript.
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(given) ? `${given}T00:00` : given)
  return /^\d{4}-\d{2}-\d{2}/.test(given) && !Number.isNaN(ms) ? ms : undefined
}
