import { deviceId } from '@mimamori/contract'
import { nearestName } from '../config/nearest-name.ts'
import type { CliText } from '../text/cli-text.en.ts'
import { flag, type Command, type Options } from './command.ts'
import { commands } from './commands/index.ts'
import { UsageError } from './errors.ts'
import { readOptions, type ReadOptions } from './read-options.ts'
import { usageLine } from './usage.ts'

const knownWords = commands.map(({ words }) => words)

/** What to say instead of a command that there is not: the nearest, else those that begin alike. */
const noSuchCommand = (argv: readonly string[], text: CliText): string => {
  const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'))
  const given = words.join(' ') || argv[0]!
  const alike = knownWords.filter((known) => known.split(' ')[0] === words[0])
  const nearest = words.length === 1 && alike.length > 0 ? undefined : nearestName(given, knownWords)
  if (nearest !== undefined) return text.nearestCommand(given, nearest)
  return alike.length > 0 ? text.commandsAlike(given, alike.join(', ')) : text.noSuchCommand(given)
}

const findCommand = (argv: readonly string[], text: CliText): { readonly command: Command, readonly rest: string[] } => {
  for (const count of [2, 1]) {
    const command = commands.find(({ words }) => words === argv.slice(0, count).join(' '))
    if (command) return { command, rest: argv.slice(count) }
  }
  throw new UsageError(noSuchCommand(argv, text))
}

/** Every command takes it. */
const withHelp = (options: Options): Options => ({ ...options, help: flag })

/** Names of positionals that are missing, and words that are one too many; not where an unknown option may have had one of them as its value. */
const misplaced = ({ positionals, mistakes }: ReadOptions, command: Command, text: CliText): string[] => {
  const names = Object.keys(command.positionals)
  if (mistakes.some(({ kind }) => kind === 'unknown')) return []
  return [
    ...names.slice(positionals.length).map((name) => text.missing(name, text.expected[command.positionals[name]!])),
    ...positionals.slice(names.length).map((word) => text.oneTooMany(word))
  ]
}

/** Ids that no device can have. The collector says it, too, but is not asked where something else is wrong. */
const noIds = ({ positionals, mistakes }: ReadOptions, command: Command, text: CliText): string[] => {
  if (mistakes.some(({ kind }) => kind === 'unknown')) return []
  return Object.entries(command.positionals).flatMap(([name, expects], index) => {
    const given = positionals[index]
    return expects !== 'deviceId' || given === undefined || deviceId.safeParse(given).success ? [] : [text.wrong(name, text.expected.deviceId, given)]
  })
}

const sayMistakes = ({ mistakes }: ReadOptions, command: Command, text: CliText): string[] => mistakes.map((mistake) => {
  switch (mistake.kind) {
    case 'unknown': return text.unknownOption(mistake.option, mistake.nearest)
    case 'takes no value': return text.takesNoValue(mistake.option)
    default: {
      const option = command.options[mistake.option.slice(2)]
      return text.missing(mistake.option, option?.type === 'string' ? text.expected[option.expects] : '')
    }
  }
})

export interface TypedCommand {
  readonly command: Command
  readonly typed: ReadOptions
}

/** The command that was typed, with what follows it. @throws {UsageError} with every mistake at once, and the right form */
export const readCommand = (argv: readonly string[], text: CliText): TypedCommand => {
  const { command, rest } = findCommand(argv, text)
  const typed = readOptions(rest, withHelp(command.options))
  if (typed.isOn('help')) return { command, typed }
  const mistakes = [...sayMistakes(typed, command, text), ...misplaced(typed, command, text)]
  if (mistakes.length > 0) throw new UsageError([...mistakes, ...noIds(typed, command, text), text.usageOf(usageLine(command))].join('\n'))
  return { command, typed }
}
