import { parseArgs } from 'node:util'
import { ConfigError, loadConfig } from '../config/load-config.ts'
import { nearestName } from '../config/nearest-name.ts'
import type { CliText } from '../text/cli-text.en.ts'
import { cliText, terminalLanguage } from '../text/cli-text.ts'
import { collectorClient } from './collector-client.ts'
import { flag, type Command } from './command.ts'
import { commands } from './commands/index.ts'
import { CommandError, UsageError } from './errors.ts'

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
}

/** Every command takes these. */
const commonOptions = { help: flag, json: flag } as const

const usageLine = ({ words, positionals, options }: Command): string =>
  ['mimamori', words, ...positionals, ...Object.entries(options).map(([name, { type }]) => type === 'string' ? `[--${name} …]` : `[--${name}]`)].join(' ')

const help = (text: CliText): string[] => [
  text.usage, '',
  ...commands.map(({ words, positionals }) => `  ${[words, ...positionals].join(' ').padEnd(24)} ${text.commands[words]}`)
]

const findCommand = (argv: readonly string[], text: CliText): { readonly command: Command, readonly rest: string[] } => {
  for (const count of [2, 1]) {
    const command = commands.find(({ words }) => words === argv.slice(0, count).join(' '))
    if (command) return { command, rest: argv.slice(count) }
  }
  const given = argv.slice(0, 2).filter((word) => !word.startsWith('-')).join(' ')
  throw new UsageError(text.unknownCommand(given, nearestName(given, commands.map(({ words }) => words))))
}

const parse = (command: Command, rest: string[], text: CliText) => {
  try {
    const parsed = parseArgs({ args: rest, options: { ...command.options, ...commonOptions }, allowPositionals: true, strict: true })
    if (parsed.values.help !== true && parsed.positionals.length !== command.positionals.length) throw new Error('')
    return { positionals: parsed.positionals, values: parsed.values as Readonly<Record<string, string | boolean | string[] | undefined>> }
  } catch (error) {
    throw new UsageError([(error as Error).message, text.usageOf(usageLine(command))].filter(Boolean).join('\n'), { cause: error })
  }
}

/** `--lang` may stand anywhere; it is read first, for the mistakes that are found in the rest. */
const takeLanguage = (argv: readonly string[]): { readonly wanted: string | undefined, readonly words: readonly string[] } => {
  const index = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  if (index === -1) return { wanted: undefined, words: argv }
  const [, joined] = argv[index]!.split('=')
  return { wanted: joined ?? argv[index + 1], words: argv.toSpliced(index, joined === undefined ? 2 : 1) }
}

/** Runs one command line. Gives the exit code: 0 done, 1 it did not work, 2 a mistake in what was typed or set. */
export const run = async (argv: readonly string[], { env, print, printError }: Terminal): Promise<number> => {
  const { wanted, words } = takeLanguage(argv)
  const language = terminalLanguage(wanted, env)
  const text = cliText(language)
  try {
    if (words.length === 0 || ['help', '--help', '-h'].includes(words[0]!)) {
      for (const line of help(text)) print(line)
      return 0
    }
    const { command, rest } = findCommand(words, text)
    const { positionals, values } = parse(command, rest, text)
    if (values.help === true) {
      print(`${text.commands[command.words]}\n${text.usageOf(usageLine(command))}`)
      return 0
    }
    const option = (name: string): string | undefined => typeof values[name] === 'string' ? values[name] : undefined
    const options = (name: string): readonly string[] => Array.isArray(values[name]) ? values[name] : []
    const collector = collectorClient(loadConfig(env), text)
    await command.run({ collector, text, language, positionals, option, options, flag: (name) => values[name] === true, print })
    return 0
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError || error instanceof CommandError)) throw error
    printError(`mimamori: ${error.message}`)
    return error instanceof CommandError ? 1 : 2
  }
}
