import { formatExactMoment, formatAge } from '@mimamori/contract/moment'
import { language, words } from '../words.ts'

/** `3 min ago`, with the exact time of the device's site when pointed at. */
export const lastSeenWords = (lastSeen: string | null, { serverNowMs }: { serverNowMs: number }): string =>
  lastSeen === null ? words.never : formatAge(Math.max(0, serverNowMs - Date.parse(lastSeen)), language)

export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The browser's own zone where the site has none that it knows. */
export const exactWords = (instant: string | null, timeZone: string | undefined): string =>
  instant === null ? '' : formatExactMoment(Date.parse(instant), { language, timeZone: timeZone ?? ownTimeZone() })
