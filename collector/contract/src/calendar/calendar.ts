import type { Weekday } from '../receivers/receiver.ts'

/**
 * From when to when a site is open, in minutes from the midnight with which their day begins; past 1440 where it closes on the day after.
 */
export interface OpeningHours {
  readonly fromMinute: number
  readonly toMinute: number
}

/** The calendar of one site. All times are those of the clocks there. */
export interface SiteCalendar {
  /** IANA name; that of the settings where not given. */
  readonly timeZone?: string
  /** By the weekday on which they begin. A day that is not here is closed. */
  readonly open: Readonly<Partial<Record<Weekday, OpeningHours>>>
  /** Such as `2026-12-29`: no opening begins on them. */
  readonly closedDates: ReadonlySet<string>
}

/** By site. A site that is not here is always open. */
export type Calendar = ReadonlyMap<string, SiteCalendar>

export const noCalendar: Calendar = new Map()
