import type { Invocation } from '../command.ts'
import { readDuration } from '../duration.ts'
import { UsageError } from '../errors.ts'

/**
 * After how many seconds an alert that lasts is sent again, by severity: `critical=4h`. An empty value takes all away; undefined where none
 * was given. The collector checks severities and bounds. @throws {UsageError}
 */
export const givenRepeat = ({ options, text }: Pick<Invocation, 'options' | 'text'>): Readonly<Record<string, number>> | undefined => {
  const given = options('repeat')
  if (given.length === 0) return undefined
  return Object.fromEntries(given.filter((each) => each !== '').map((each) => {
    const [severity = '', after = ''] = each.split(/=(.*)/s)
    const seconds = readDuration(after)
    if (!/^[a-z]+$/.test(severity) || seconds === undefined) throw new UsageError(text.wrong('--repeat', text.expected.repeat, each))
    return [severity, seconds]
  }))
}
