import { nearestName } from '@mimamori/program/nearest-name'
import type { CliText } from './text/cli-text.en.ts'
import { choicesOf } from './choices.ts'
import type { Expectation } from './command.ts'

interface WrongValue {
  /** Such as `--role` or `ID`. */
  readonly name: string
  readonly expects: Expectation
  readonly value: string
}

/** What to say of a value that an option does not take: what it expects, and the choice that was meant where one is near. */
export const wrongValue = async ({ name, expects, value }: WrongValue, text: CliText): Promise<string> =>
  text.wrong(name, text.expected[expects], value, nearestName(value, await choicesOf(expects)))
