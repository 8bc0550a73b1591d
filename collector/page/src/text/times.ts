import type { Language } from '@mimamori/contract'
import { formatAge, formatExactTimestamp, formatTimestamp, formatPreciseTimestamp } from '@mimamori/contract/format-time'
import { language } from './language.ts'
import { messages } from './messages.ts'

/** `3 min ago`. */
export const formatAgo = (
  timestamp: string,
  { serverNowMs }: { readonly serverNowMs: number }
): string => formatAge(Math.max(0, serverNowMs - Date.parse(timestamp)), language)

/** The same of a device that may never have been seen. */
export const formatLastSeen = (lastSeen: string | null, { serverNowMs }: { serverNowMs: number }): string =>
  lastSeen === null ? messages.never : formatAgo(lastSeen, { serverNowMs })

/** The browser's: every time on the page is by the clocks of its reader. */
export const localTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Parameters that ask the server for sentences for the reader of this page. */
export const readerParameters = (): {
  readonly lang: Language
  readonly timeZone: string
} => ({ lang: language, timeZone: localTimeZone() })

export const readerQuery = (): string => new URLSearchParams(readerParameters()).toString()

/** `18:02`, and the day if it differs from that of `nowMs`. */
export const formatTime = (ms: number, nowMs: number): string => formatTimestamp(ms, { language, timeZone: localTimeZone(), nowMs })

/** Date, time and time zone, to the second; empty for null. */
export const formatExactTime = (instant: string | null): string =>
  instant === null ? '' : formatExactTimestamp(Date.parse(instant), { language, timeZone: localTimeZone() })

/** To the millisecond. */
export const formatPreciseTime = (instant: string): string =>
  formatPreciseTimestamp(Date.parse(instant), { language, timeZone: localTimeZone() })
