import type { ReceiverView } from '@mimamori/contract'
import type { Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'

/**
 * The quiet hours that were given: null to end them, undefined where nothing of them was given. Days and time zone that are left out stay
 * as they are in `before`. @throws {UsageError}
 */
export const givenQuietHours = ({ option: value, text }: Pick<Invocation, 'option' | 'text'>, before?: ReceiverView['quietHours']): object | null | undefined => {
  const [quiet, givenDays, givenTimeZone] = [value('quiet'), value('quiet-days'), value('time-zone')]
  if (quiet === '') return null
  if (quiet === undefined && givenDays === undefined && givenTimeZone === undefined) return undefined
  const [from, to] = quiet?.split('-') ?? [before?.from, before?.to]
  if (from === undefined || to === undefined) throw new UsageError(quiet === undefined ? text.missing('--quiet', text.expected.quiet) : text.wrong('--quiet', text.expected.quiet, quiet))
  const days = givenDays?.split(',').filter((day) => day !== '') ?? before?.days
  const timeZone = givenTimeZone ?? before?.timeZone ?? ''
  return { from, to, ...days && { days }, ...timeZone !== '' && { timeZone } }
}
