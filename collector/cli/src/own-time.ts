import type { Language } from '@mimamori/contract'

/** The terminal's time zone, an IANA name: every time that a command prints is in it. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Gives what prints an instant of an answer, to the second and with the time zone. Loaded where times are shown: most commands show none. */
export const loadExactTime = async (language: Language): Promise<(instant: string) => string> => {
  const { formatExactMoment } = await import('@mimamori/contract/moment')
  return (instant) => formatExactMoment(Date.parse(instant), { language, timeZone: ownTimeZone() })
}
