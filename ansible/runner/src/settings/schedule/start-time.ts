import { minutesOfDay, nextTimeOfDay } from './window.ts'

/** The start of a run as it was typed, in the server's local time: the next 22:00, or that of a given day. */
export type StartTime = { readonly minutes: number } | { readonly atMs: number }

/** `22:00`, or `2026-03-14 22:00` (a `T` between them, too); undefined if there is no such time, as on 30 February. */
export const readStartTime = (given: string): StartTime | undefined => {
  const [, year, month, day, time = ''] = /^(?:(\d{4})-(\d\d)-(\d\d)[T ])?(\d\d?:\d\d)$/.exec(given) ?? []
  const minutes = minutesOfDay(time)
  if (minutes === undefined) return undefined
  if (year === undefined) return { minutes }
  const at = new Date(Number(year), Number(month) - 1, Number(day), 0, minutes)
  return at.getMonth() === Number(month) - 1 && at.getDate() === Number(day) ? { atMs: at.getTime() } : undefined
}

/** The start in milliseconds since 1970. */
export const startTimeMs = (time: StartTime, nowMs: number): number => 'atMs' in time ? time.atMs : nextTimeOfDay(time.minutes, nowMs)
