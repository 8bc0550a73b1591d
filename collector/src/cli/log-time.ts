const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const dayMs = 86_400_000

/** The last time that it was so late on this machine's clocks; undefined for an hour or minute that there is not. */
const lastTimeOfDay = (hour: number, minute: number, second: number, nowMs: number): number | undefined => {
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const today = new Date(nowMs).setHours(hour, minute, second, 0)
  return today <= nowMs ? today : new Date(nowMs - dayMs).setHours(hour, minute, second, 0)
}

/**
 * A time as a person types it, in Unix milliseconds: `10m` for ten minutes ago (s, m, h, d); `14:05` for the last time that it was five
 * past two; a date; or a date and time. In this machine's time zone unless it has an offset. Undefined for what is none.
 */
export const readLogTime = (given: string, nowMs: number): number | undefined => {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(given) ?? []
  if (count !== undefined) return nowMs - Number(count) * unitMs[unit!]!
  const [, hour, minute, second = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(given) ?? []
  if (hour !== undefined) return lastTimeOfDay(Number(hour), Number(minute), Number(second), nowMs)
  // A date alone is one of UTC to JavaScript.
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(given) ? `${given}T00:00` : given)
  return /^\d{4}-\d{2}-\d{2}/.test(given) && !Number.isNaN(ms) ? ms : undefined
}
