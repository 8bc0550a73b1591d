import { z } from 'zod'

/** Unix milliseconds of the last time that a date with a year of four digits can name. */
export const latestMs = Date.UTC(10_000, 0, 1) - 1
/** A clock that was never set begins with 1970, a day earlier in some time zones. */
const earliestMs = -86_400_000

const isWritable = (text: string): boolean => {
  const ms = Date.parse(text)
  return ms >= earliestMs && ms <= latestMs
}
const expected = 'expected a time in the years 1970 to 9999'

/** A time with its offset from UTC, in the years that every program can write again. */
export const timestamp = z.iso.datetime({ offset: true }).refine(isWritable, expected)

/** The same in UTC alone, as our own programs send it. */
export const utcTimestamp = z.iso.datetime().refine(isWritable, expected)
