import { cachedFormatter } from '../cached-formatter.ts'

const formatter = (timeZone: string): Intl.DateTimeFormat =>
  cachedFormatter(`wall clock ${timeZone}`, () => new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric'
  }))

/**
 * The time that the clocks of a time zone show, as minutes since they showed 1 January 1970, 00:00: divided by 1440 it is a day, and the
 * rest the time of day.
 */
export const wallMinutes = (ms: number, timeZone: string): number => {
  const parts = Object.fromEntries(formatter(timeZone).formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute']) / 60_000
}

/**
 * The next time at which they show this, in milliseconds. A time that they skip in spring is read from clocks that were not changed.
 */
export const nextTimestamp = (minutes: number, { fromMs, timeZone }: { readonly fromMs: number, readonly timeZone: string }): number => {
  const unchanged = fromMs - fromMs % 60_000 + (minutes - wallMinutes(fromMs, timeZone)) * 60_000
  const changed = unchanged - (wallMinutes(unchanged, timeZone) - minutes) * 60_000
  return wallMinutes(changed, timeZone) === minutes ? changed : unchanged
}
