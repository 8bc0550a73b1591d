const formatters = new Map<string, Intl.DateTimeFormat>()
const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  let known = formatters.get(timeZone)
  // Sweden writes times as ISO 8601 does.
  if (!known) formatters.set(timeZone, known = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }))
  return known
}

const dayMs = 86_400_000

/** The time that clocks in a time zone (IANA name) show, as a field has it: `2026-12-01T08:00`. */
export const localTimeOf = (ms: number, timeZone: string): string => formatterOf(timeZone).format(ms).replace(' ', 'T')

/**
 * When clocks in a time zone show this, in milliseconds; undefined for an invalid time, or a year that somebody is still typing. The first
 * of two if they are set back, and an hour later if they are set forward past it.
 */
export const msOfLocalTime = (local: string, timeZone: string): number | undefined => {
  const asUtcMs = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtcMs) || asUtcMs < Date.UTC(1000)) return undefined
  const offsetMs = (ms: number): number => Date.parse(`${localTimeOf(ms, timeZone)}Z`) - ms
  const [first, second] = [asUtcMs - offsetMs(asUtcMs - dayMs), asUtcMs - offsetMs(asUtcMs + dayMs)] as const
  return localTimeOf(first, timeZone) !== local && localTimeOf(second, timeZone) === local ? second : first
}
