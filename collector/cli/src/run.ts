import { isLanguage, terminalLanguage, type Language } from '@mimamori/program/language'
import { takeLanguageOption } from '@mimamori/program/language-option'
import { cliText } from './text/cli-text.ts'
import type { CliText } from './text/cli-text.en.ts'
import { collectorClient } from './collector-client.ts'
import type { Colour } from './command.ts'
import { commands } from './commands/index.ts'
import { CommandError, Refusal, UsageError } from './errors.ts'
import { escapeControls } from '@mimamori/contract/escape-controls'
import { readCommand, type TypedCommand } from './read-command.ts'
import { formatRefusal, subjectOf } from './format-refusal.ts'
import { suggestKnown } from './nearest-known.ts'
import { ownTimeZone } from './own-time.ts'
import { readCliSettings } from './settings.ts'
import { commandHelp, help } from './usage.ts'
import { version } from './version.ts'

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
  /** Whether what is printed is seen on a terminal, and in colours. */
  readonly hasColours?: boolean
  /** Asks for what the terminal does not show; left out where there is none. */
  readonly askSecret?: ((prompt: string) => Promise<string>) | undefined
  /** Ends a command that goes on by itself. */
  readonly signal?: AbortSignal
  /** How this command was called. */
  readonly command: string
}

/** ECMA-48, section 8.3.117. */
const colourCodes: Readonly<Record<Colour, number>> = { red: 31, yellow: 33, grey: 90 }
const inColour = (line: string, colour: Colour): string => `\x1b[${colourCodes[colour]}m${line}\x1b[0m`

/** @throws {UsageError} where the wanted one is none of ours */
const requireLanguage = (wanted: string | undefined, text: CliText): void => {
  if (wanted === undefined || isLanguage(wanted)) return
  throw new UsageError(wanted === '' ? text.needsValue('--lang', text.expected.language) : text.wrong('--lang', text.expected.language, wanted))
}

const isHelp = (word: string | undefined): boolean => word !== undefined && ['help', '--help', '-h'].includes(word)

/** `devices --help`: of no command, but of those that begin so. */
const asksForGroup = ([group, ...rest]: readonly string[]): boolean =>
  rest.length === 1 && isHelp(rest[0]) && commands.some(({ words }) => words.startsWith(`${group} `))

const carryOut = async ({ command, typed }: TypedCommand, { env, print, printError, hasColours = false, askSecret, signal = new AbortController().signal, text, language }: Terminal & { readonly text: CliText, readonly language: Language }): Promise<void> => {
  const settings = readCliSettings(env, text)
  const collector = collectorClient(settings, text)
  try {
    await command.run({
      collector, timeZone: settings.timeZone ?? ownTimeZone(), dataDirectory: settings.dataDirectory, text, language, signal, askSecret,
      positionals: typed.positionals, option: typed.one, options: typed.many, flag: typed.isOn,
      print: (line, colour) => { print(colour !== undefined && hasColours ? inColour(escapeControls(line), colour) : escapeControls(line)) },
      printError: (line) => { printError(escapeControls(line)) }
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw await formatRefusal(error, { command, typed, text, suggestion: await suggestKnown(error, subjectOf(error, typed), { collector, isDestructive: command.isDestructive === true }) })
  }
}

/** Runs one command line. Gives the exit code: 0 done, 1 it did not work, 2 a mistake in what was typed or set. */
export const run = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  const { wanted, words } = takeLanguageOption(argv)
  const language = isLanguage(wanted) ? wanted : terminalLanguage(terminal.env)
  const text = cliText(language, terminal.command)
  const { print, printError } = terminal
  try {
    requireLanguage(wanted, text)
    if (words.length === 0 || isHelp(words[0])) {
      for (const line of help(text)) print(line)
    } else if (asksForGroup(words)) {
      for (const line of help(text, words[0])) print(line)
    } else if (words[0] === '--version') {
      print(`mimamori ${version}`)
    } else {
      const typed = readCommand(words, text)
      if (!typed.typed.isOn('help')) await carryOut(typed, { ...terminal, text, language })
      else for (const line of commandHelp(typed.command, text)) print(line)
    }
    return 0
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error
    for (const line of `mimamori: ${error.message}`.split('\n')) printError(escapeControls(line))
    return error instanceof CommandError ? 1 : 2
  }
}
