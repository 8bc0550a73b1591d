import type { Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'

/** What `--label NAME=VALUE` was given, in pairs; undefined where it was not. @throws {UsageError} with what the command expects of it */
export const givenLabels = ({ options, text }: Invocation, expects: 'label' | 'labelChange'): readonly (readonly [string, string])[] | undefined => {
  const given = options('label')
  if (given.length === 0) return undefined
  return given.map((pair) => {
    const equals = pair.indexOf('=')
    if (equals < 1) throw new UsageError(text.wrong('--label', text.expected[expects], pair))
    return [pair.slice(0, equals), pair.slice(equals + 1)]
  })
}
