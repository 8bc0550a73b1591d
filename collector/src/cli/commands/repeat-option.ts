import type { Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'

const unitSeconds: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400 }

/**
 * After how many seconds an alert that lasts is sent again, by severity: `critical=4h`. An empty value takes all away; undefined where none
 * was given. The collector checks severities and bounds. @throws {UsageError}
 */
export const givenRepeat = ({ options, text }: Pick<Invocation, 'options' | 'text'>): Readonly<Record<string, number>> | undefined => {
  const given = options('repeat')
  if (given.length === 0) return undefined
  return Object.fromEntries(given.filter((each) => each !== '').map((each) => {
    const { severity, amount, unit } = /^(?<severity>[a-z]+)=(?<amount>\d{1,5})(?<unit>[mhd])$/.exec(each)?.groups ?? {}
    if (severity === undefined) throw new UsageError(text.wrong('--repeat', text.expected.repeat, each))
    return [severity, Number(amount) * unitSeconds[unit!]!]
  }))
}
