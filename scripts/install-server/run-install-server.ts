import type { Language } from '@mimamori/program/language'
import { ConfigError } from '../../collector/src/platform/config/load-config.ts'
import { asksForHelp, settingsHelp } from '../../collector/src/platform/config/settings-help.ts'
import { StartProblem } from '../start/problem.ts'
import { install } from './install.ts'
import { layout } from './layout.ts'
import { thisMachine } from './machine.ts'
import { readInstallServerOptions } from './options.ts'
import { questionsOnTerminal } from './questions.ts'
import { remove } from './remove.ts'
import { requireServer } from './requirements.ts'
import { setUpCommand } from './set-up-command.ts'
import { installServerText } from './text.ts'

export interface InstallServerDeps {
  readonly language: Language
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

/** `npm run install-server`; gives the exit code: 2 for a mistake on the command line or in the settings, 1 for anything else. */
export const runInstallServer = async (args: readonly string[], deps: InstallServerDeps): Promise<0 | 1 | 2> => {
  const { language, print, complain } = deps
  const text = installServerText(language)
  if (asksForHelp(args)) {
    print(setUpCommand.asks ? `${text.help}\n\n${settingsHelp(language)}` : text.help)
    return 0
  }
  const questions = questionsOnTerminal()
  try {
    const { isRemoval, ...options } = readInstallServerOptions(args, language)
    const machine = thisMachine(text)
    requireServer(machine, text)
    const given = { ...options, machine, text, language, print }
    await (isRemoval ? remove(given) : install({ ...given, questions }))
    return 0
  } catch (error) {
    if (!(error instanceof StartProblem || error instanceof ConfigError)) throw error
    complain(error instanceof ConfigError ? `${layout.settings}: ${error.message}` : error.message)
    return error instanceof StartProblem ? error.exitCode : 2
  } finally {
    questions?.end()
  }
}
