import { readCommandLine } from '@mimamori/program/command-line'
import type { Language } from '@mimamori/program/language'
import { describeOptionMistake, optionText } from '@mimamori/program/option-text'
import { StartProblem } from '../start/problem.ts'
import { installServerText } from './text.ts'

export interface InstallServerOptions {
  /** Only say what would be done. */
  readonly isPlan: boolean
  readonly isRemoval: boolean
}

/** @throws {StartProblem} with every mistake at once */
export const readInstallServerOptions = (args: readonly string[], language: Language): InstallServerOptions => {
  const { isOn, positionals, mistakes } = readCommandLine(args, { plan: { type: 'boolean' }, remove: { type: 'boolean' } })
  const wrong = [...mistakes.map((mistake) => describeOptionMistake(mistake, optionText[language])), ...positionals.map(optionText[language].unexpected)]
  if (wrong.length > 0) throw new StartProblem([...wrong, installServerText(language).usage].join('\n'), 2)
  return { isPlan: isOn('plan'), isRemoval: isOn('remove') }
}
