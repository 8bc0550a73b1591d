import type { Language } from '@mimamori/contract'
import { formatExactMoment, formatAge, formatMoment, formatPreciseMoment } from '@mimamori/contract/moment'
import { language } from './language.ts'
import { messages } from './messages.ts'

/** `3 min ago`. */
export const ageWords = (instant: string, { serverNowMs }: { readonly serverNowMs: number }): string => formatAge(Math.max(0, serverNowMs - Date.parse(instant)), language)

/** The same of a device that may never have been seen. */
export const lastSeenWords = (lastSeen: string | null, { serverNowMs }: { serverNowMs: number }): string =>
  lastSeen === null ? messages.never : ageWords(lastSeen, { serverNowMs })

/** The browser's: every time on the page is by the clocks of who reads it. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** What asks the server for sentences for the reader of this page. */
export const readerParameters = (): { readonly lang: Language, readonly timeZone: string } => ({ lang: language, timeZone: ownTimeZone() })

/** The same in an address. */
export const readerQuery = (): string => new URLSearchParams(readerParameters()).toString()

/** `18:02`, and the day where it is another than `nowMs`. */
export const momentWords = (ms: number, nowMs: number): string => formatMoment(ms, { language, timeZone: ownTimeZone(), nowMs })

/** Date, time and time zone, to the second; empty for null. */
export const exactWords = (instant: string | null): string =>
  instant === null ? '' : formatExactMoment(Date.parse(instant), { language, timeZone: ownTimeZone() })

/** The same to the millisecond. */
export const preciseWords = (instant: string): string => formatPreciseMoment(Date.parse(instant), { language, timeZone: ownTimeZone() })
