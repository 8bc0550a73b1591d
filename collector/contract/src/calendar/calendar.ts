import type { Weekday } from '../receivers/receiver.ts'

/**
 * Start and end of an opening, in minutes from the midnight with which the day begins; past 1440 if it closes on the day after.
 */
export interface OpeningHours {
  readonly fromMinute: number
  readonly toMinute: number
}

/** The calendar of one site. All times are by the clocks there. */
export interface SiteCalendar {
  /** IANA name; the server's time zone if not given. */
  readonly timeZone?: string
  /** By the weekday on which they begin. A missing day is closed. */
  readonly open: Readonly<Partial<Record<Weekday, OpeningHours>>>
  /** Such as `2026-12-29`: no opening begins on them. */
  readonly closedDates: ReadonlySet<string>
}

/** By site. A missing site is always open. */
export type Calendar = ReadonlyMap<string, SiteCalendar>

export const noCalendar: Calendar = new Map()
