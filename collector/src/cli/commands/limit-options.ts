import { option, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'

/** The options that set limits; an empty value removes one. */
export const limitOptions = {
  'silent-after-seconds': option('silentAfter'), 'down-after-seconds': option('downAfter'), 'down-severity': option('downSeverity')
} as const

const secondsOf = ({ option: value, text }: Invocation, name: 'silent-after-seconds' | 'down-after-seconds'): number | null | undefined => {
  const given = value(name)
  if (given !== undefined && !/^\d{0,9}$/.test(given)) throw new UsageError(
    text.wrong(`--${name}`, text.expected[limitOptions[name].expects], given)
  )
  return given === undefined ? undefined : given === '' ? null : Number(given)
}

/**
 * The limits that were given, null for one to remove. @throws {UsageError} for a number that is none; bounds are the collector's to check
 */
export const limitChange = (invocation: Invocation) => ({
  silentAfterSeconds: secondsOf(invocation, 'silent-after-seconds'),
  downAfterSeconds: secondsOf(invocation, 'down-after-seconds'),
  downSeverity: invocation.option('down-severity') === '' ? null : invocation.option('down-severity')
})
