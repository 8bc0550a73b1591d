import type { FieldOptions, Invocation } from '../command.ts'
import { readDuration } from '../duration.ts'
import { UsageError } from '../errors.ts'

/** The options that set limits; an empty value removes one. */
export const limitOptions = { 'silent-after': 'silentAfter', 'down-after': 'downAfter', 'down-severity': 'downSeverity' } as const
export const limitFields: FieldOptions = { '/silentAfterSeconds': 'silent-after', '/downAfterSeconds': 'down-after' }

/** A number alone is in seconds, as in the API. */
const secondsOf = ({ text, value }: Invocation, name: 'silent-after' | 'down-after'): number | null | undefined => {
  const typed = value(name)
  if (!typed) return typed === undefined ? undefined : null
  const seconds = readDuration(/^\d+$/.test(typed) ? `${typed}s` : typed)
  if (seconds === undefined) throw new UsageError(text.wrong(`--${name}`, text.expected[limitOptions[name]], typed))
  return seconds
}

/** The given limits, null for one to remove; the collector checks the bounds. @throws {UsageError} for an invalid duration */
export const givenLimits = (invocation: Invocation) => {
  const downSeverity = invocation.value('down-severity')
  return {
    silentAfterSeconds: secondsOf(invocation, 'silent-after'), downAfterSeconds: secondsOf(invocation, 'down-after'),
    downSeverity: downSeverity === '' ? null : downSeverity
  }
}
