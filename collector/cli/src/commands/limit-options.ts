import { option, type FieldOptions, type Invocation } from '../command.ts'
import { readDuration } from '../duration.ts'
import { UsageError } from '../errors.ts'

/** The options that set limits; an empty value removes one. */
export const limitOptions = {
  'silent-after': option('silentAfter'), 'down-after': option('downAfter'), 'down-severity': option('downSeverity')
} as const
export const limitFields: FieldOptions = { '/silentAfterSeconds': 'silent-after', '/downAfterSeconds': 'down-after' }

/** A number alone is in seconds, as in the API. */
const secondsOf = ({ option: value, text }: Invocation, name: 'silent-after' | 'down-after'): number | null | undefined => {
  const given = value(name)
  if (given === undefined || given === '') return given === undefined ? undefined : null
  const seconds = readDuration(/^\d+$/.test(given) ? `${given}s` : given)
  if (seconds === undefined) throw new UsageError(text.wrong(`--${name}`, text.expected[limitOptions[name].expects], given))
  return seconds
}

/**
 * The limits that were given, null for one to remove. @throws {UsageError} for a duration that is none; bounds are the collector's to check
 */
export const limitChange = (invocation: Invocation) => ({
  silentAfterSeconds: secondsOf(invocation, 'silent-after'),
  downAfterSeconds: secondsOf(invocation, 'down-after'),
  downSeverity: invocation.option('down-severity') === '' ? null : invocation.option('down-severity')
})
