import { escapeControls } from '@mimamori/contract/escape-controls'
import { isLanguage, terminalLanguage, type Language } from '@mimamori/program/language'
import { takeLanguageOption } from '@mimamori/program/language-option'
import { collectorClient } from './collector-client.ts'
import type { Answer, Colour, Invocation } from './command.ts'
import { commands } from './commands/index.ts'
import { CommandError, Refusal, UsageError } from './errors.ts'
import { formatRefusal } from './format-refusal.ts'
import { terminalTimeZone } from './local-time.ts'
import { readCommand, type TypedCommand } from './read-command.ts'
import { readCliSettings } from './settings.ts'
import { cliText, type CliText } from './text/cli-text.ts'
import { commandHelp, help } from './usage.ts'
import { version } from './version.ts'

export interface Terminal extends Partial<Pick<Invocation, 'askSecret' | 'confirm' | 'showProgress' | 'signal'>> {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
  /** Whether the output is a terminal that shows colours. */
  readonly hasColours?: boolean
  /** How this command was called. */
  readonly command: string
  /** The root of the server's files, if not `/`. */
  readonly root?: string
}

/** ECMA-48, section 8.3.117. */
const colourCodes: Readonly<Record<Colour, number>> = { red: 31, yellow: 33, grey: 90 }
const inColour = (line: string, colour: Colour): string => `\x1b[${colourCodes[colour]}m${line}\x1b[0m`

/** @throws {UsageError} if it is no language of ours */
const requireLanguage = (wanted: string | undefined, text: CliText): void => {
  if (wanted === undefined || isLanguage(wanted)) return
  const { language } = text.expected
  throw new UsageError(wanted === '' ? text.needsValue('--lang', language) : text.wrong('--lang', language, wanted))
}

const isHelp = (word: string | undefined): boolean => word !== undefined && ['help', '--help', '-h'].includes(word)

/** `devices --help` is about all commands of the group. */
const asksForGroup = ([group, ...rest]: readonly string[]): boolean =>
  rest.length === 1 && isHelp(rest[0]) && commands.some(({ words }) => words.startsWith(`${group} `))

/** @throws {CommandError} with the answer's failure */
const printAnswer = async ({ json, lines, note, failure }: Answer, { isOn, print, printError }: Invocation): Promise<void> => {
  if (isOn('json')) print(JSON.stringify(json))
  else for (const line of [typeof lines === 'function' ? await lines() : lines].flat()) print(line)
  if (note) printError(note)
  if (failure) throw new CommandError(failure)
}

interface Reader { readonly text: CliText, readonly language: Language }

const carryOut = async ({ command, typed }: TypedCommand, terminal: Terminal, { text, language }: Reader): Promise<void> => {
  const { env, askSecret, confirm, showProgress = () => undefined, hasColours = false, root = '/', signal = new AbortController().signal } = terminal
  const settings = readCliSettings(env, text)
  const { positionals } = typed
  const invocation: Invocation = {
    ...collectorClient(settings, text, language), timeZone: settings.timeZone ?? terminalTimeZone(),
    dataDirectory: settings.dataDirectory, root,
    text, language,
    signal,
    askSecret: askSecret && ((prompt) => askSecret(escapeControls(prompt))),
    confirm: confirm && ((question) => confirm(escapeControls(question))),
    showProgress: (line) => { showProgress(line && escapeControls(line)) },
    positionals, subject: positionals[0] ?? '', value: typed.one, values: typed.many, isOn: typed.isOn,
    print (line, colour) {
      const escaped = escapeControls(line)
      terminal.print(colour !== undefined && hasColours ? inColour(escaped, colour) : escaped)
    },
    printError: (line) => { terminal.printError(escapeControls(line)) }
  }
  try {
    const answer = await command.run(invocation)
    if (answer) await printAnswer(answer, invocation)
  } catch (error) {
    throw error instanceof Refusal ? await formatRefusal(error, { command, typed, invocation }) : error
  }
}

/** Runs one command line. Gives the exit code: 0 done, 1 it did not work, 2 a mistake in the command line or a setting. */
export const run = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  const { wanted, words } = takeLanguageOption(argv)
  const language = isLanguage(wanted) ? wanted : terminalLanguage(terminal.env)
  const text = cliText(language, terminal.command)
  const printAll = (lines: readonly string[]): void => { for (const line of lines) terminal.print(line) }
  try {
    requireLanguage(wanted, text)
    if (words.length === 0 || isHelp(words[0])) printAll(help(text))
    else if (asksForGroup(words)) printAll(help(text, words[0]))
    else if (words[0] === '--version') terminal.print(`mimamori ${version}`)
    else {
      const typed = readCommand(words, text)
      if (typed.typed.isOn('help')) printAll(commandHelp(typed.command, text))
      else await carryOut(typed, terminal, { text, language })
    }
    return 0
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error
    for (const line of `mimamori: ${error.message}`.split('\n')) terminal.printError(line)
    return error instanceof CommandError ? 1 : 2
  }
}
