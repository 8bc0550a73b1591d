import { isLanguage, terminalLanguage } from '@mimamori/program/language'
import { takeLanguageOption } from '@mimamori/program/language-option'
import { textTable } from '@mimamori/program/text-table'
import { localSettings } from '../settings/settings-file.ts'
import { openState } from '../state/open-state.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { commandText, runText } from '../text/runner-text.ts'
import { parseArguments, type Arguments } from './arguments.ts'
import { cancelCommand } from './commands/cancel.ts'
import { followRun } from './commands/follow-run.ts'
import { listenCommand } from './commands/listen.ts'
import { dropCommand, pinCommand, queueCommand, unpinCommand } from './commands/queue.ts'
import { statusCommand } from './commands/status.ts'
import { updateCommand } from './commands/update.ts'
import { printLines } from '../platform/terminal/print.ts'
import type { CommandFunction } from './context.ts'
import { BusyError, UsageError } from '../platform/errors.ts'
import { exitCodes } from '../state/exit-codes.ts'
import type { Terminal } from '../platform/terminal/terminal.ts'
import { type Flag, type FlagName, flagNames, flags } from './flags.ts'

const usageOf = (name: FlagName): string => {
  const { placeholder, valueIsOptional }: Flag = flags[name]
  return `--${name}${placeholder === undefined ? '' : valueIsOptional ? ` [${placeholder}]` : ` ${placeholder}`}`
}

const helpLines = (text: CommandText): string[] => [
  text.usage, '', text.about, '',
  ...textTable(flagNames.map((name) => [`  ${usageOf(name)}`, text.flags[name]])),
  '', text.exits
]

/** Flags that are a command of their own. */
const commands: readonly (readonly [keyof Arguments, CommandFunction])[] = [
  ['attach', (context) => followRun(context.given.attach!, context)], ['cancel', cancelCommand], ['status', statusCommand],
  ['queue', queueCommand], ['drop', dropCommand], ['pin', pinCommand], ['unpin', unpinCommand], ['listen', listenCommand]
]
const commandOf = (given: Arguments): CommandFunction => commands.find(([flag]) => given[flag] !== undefined)?.[1] ?? updateCommand

/** Runs one command line and gives its exit code. */
export const run = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  const { wanted } = takeLanguageOption(argv)
  const language = isLanguage(wanted) ? wanted : terminalLanguage(terminal.env)
  const text = commandText(language)
  try {
    const given = parseArguments(argv, text)
    if (given.help) {
      printLines(terminal, helpLines(text))
      return exitCodes.done
    }
    const settings = localSettings(terminal.env, text)
    const state = openState(settings, text)
    return await commandOf(given)({ given, settings, state, language, text, runText: runText(language), terminal })
  } catch (error) {
    if (error instanceof BusyError) {
      printLines({ write: terminal.writeError }, [error.message, ...error.run === undefined ? [] : [text.watchOther(error.run)]])
      return exitCodes.otherRun
    }
    if (!(error instanceof UsageError)) throw error
    terminal.writeError(error.mistakes.map((mistake) => `mimamori-runner: ${mistake}\n`).join(''))
    return exitCodes.usage
  }
}
