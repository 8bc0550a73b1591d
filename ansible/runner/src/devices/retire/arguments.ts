import { readCommandLine, type OptionForm } from '@mimamori/program/command-line'
import { describeOptionMistake } from '@mimamori/program/option-text'
import { UsageError } from '../../platform/errors.ts'
import type { RetireText } from './retire-text.en.ts'

/** What was asked for. */
export interface RetireArguments {
  readonly id: string
  readonly deletesAgent: boolean
  readonly isPlan: boolean
  readonly isYes: boolean
  readonly isJson: boolean
  readonly isHelp: boolean
}

export const retireOptions = {
  'delete-agent': { type: 'boolean' }, plan: { type: 'boolean' }, yes: { type: 'boolean' }, json: { type: 'boolean' }, lang: { type: 'string' }, help: { type: 'boolean' }
} as const satisfies Record<string, OptionForm>

/** @throws {UsageError} with every mistake at once */
export const parseRetireArguments = (argv: readonly string[], text: RetireText): RetireArguments => {
  const { isOn, positionals: [id, ...surplus], mistakes: ofOptions } = readCommandLine(argv.map((word) => word === '-h' ? '--help' : word), retireOptions)
  const isHelp = isOn('help')
  const mistakes = [
    ...ofOptions.map((mistake) => describeOptionMistake(mistake, text.options)),
    ...id === undefined ? [text.mistakes.noDevice] : [],
    ...surplus.map((word) => text.options.unexpected(word))
  ]
  if (mistakes.length > 0 && !isHelp) throw new UsageError(mistakes)
  return { id: id ?? '', deletesAgent: isOn('delete-agent'), isPlan: isOn('plan'), isYes: isOn('yes'), isJson: isOn('json'), isHelp }
}
