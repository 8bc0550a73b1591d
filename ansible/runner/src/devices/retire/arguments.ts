import { argumentParser, commonOptions, flag } from '../verb.ts'
import type { RetireText } from './retire-text.en.ts'

export const retireOptions = { 'delete-agent': flag, ...commonOptions }

export const parseRetireArguments = argumentParser(retireOptions, ({ isOn, positionals: [id, ...surplus] }, text: RetireText) => ({
  given: { id: id ?? '', deletesAgent: isOn('delete-agent') },
  mistakes: [...id === undefined ? [text.mistakes.noDevice] : [], ...surplus.map((word) => text.options.unexpected(word))]
}))
