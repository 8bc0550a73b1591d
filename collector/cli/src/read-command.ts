import { isDeviceId } from '@mimamori/contract/device-id-rule'
import { readCommandLine, type ReadCommandLine } from '@mimamori/program/command-line'
import { nearestName } from '@mimamori/program/nearest-name'
import { describeOptionMistake } from '@mimamori/program/option-text'
import type { CliText } from './text/cli-text.en.ts'
import { flag, type Command, type Options } from './command.ts'
import { commands } from './commands/index.ts'
import { UsageError } from './errors.ts'
import { usageLine } from './usage.ts'

const knownWords = commands.map(({ words }) => words)

/** What ends something for good is not to be run on a guess: it is listed, and never suggested as what was meant. */
const suggestible = knownWords.filter((words) => !/ (?:delete|remove|retire|revoke|silence)$/.test(words))

/** Words that others have for taking a device away, which here are two commands. */
const isRemoval = (given: string): boolean => /^devices (?:remove|rm|del|erase|unenroll|unenrol)$/.test(given)

/** What to say instead of a command that there is not: the nearest, else those that begin alike. */
const noSuchCommand = (argv: readonly string[], text: CliText): string => {
  const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'))
  const given = words.join(' ') || argv[0]!
  if (isRemoval(given)) return text.removalCommands(given)
  const alike = knownWords.filter((known) => known.split(' ')[0] === words[0])
  const nearest = words.length === 1 && alike.length > 0 ? undefined : nearestName(given, suggestible)
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
const misplaced = ({ positionals, mistakes }: ReadCommandLine, command: Command, text: CliText): string[] => {
  const names = Object.keys(command.positionals)
  if (mistakes.some(({ kind }) => kind === 'unknown')) return []
  return [
    ...names.slice(positionals.length).map((name) => text.missing(name, text.expected[command.positionals[name]!])),
    ...positionals.slice(names.length + Object.keys(command.optionalPositionals ?? {}).length).map((word) => text.options.unexpected(word))
  ]
}

/** Ids that no device can have. The collector says it, too, but is not asked where something else is wrong. */
const noIds = ({ positionals, mistakes }: ReadCommandLine, command: Command, text: CliText): string[] => {
  if (mistakes.some(({ kind }) => kind === 'unknown')) return []
  return Object.entries({ ...command.positionals, ...command.optionalPositionals }).flatMap(([name, expects], index) => {
    const given = positionals[index]
    return expects !== 'deviceId' || given === undefined || isDeviceId(given) ? [] : [text.wrong(name, text.expected.deviceId, given)]
  })
}

const formatMistakes = ({ mistakes }: ReadCommandLine, { options }: Command, text: CliText): string[] => mistakes.map((mistake) => {
  const option = options[mistake.option.slice(2)]
  return mistake.kind === 'needsValue' && option?.type === 'string' ? text.missing(mistake.option, text.expected[option.expects]) : describeOptionMistake(mistake, text.options)
})

/** Options that must be there and are not; not where an unknown one may have been meant for one of them. */
const missingOptions = ({ many, mistakes }: ReadCommandLine, { options }: Command, text: CliText): string[] => {
  if (mistakes.some(({ kind }) => kind === 'unknown')) return []
  return Object.entries(options).flatMap(([name, option]) => {
    const isMissing = option.type === 'string' && option.required === true && many(name).length === 0 && !mistakes.some((mistake) => mistake.option === `--${name}`)
    return isMissing ? [text.missing(`--${name}`, text.expected[option.expects])] : []
  })
}

export interface TypedCommand {
  readonly command: Command
  readonly typed: ReadCommandLine
}

/** The command that was typed, with what follows it. @throws {UsageError} with every mistake at once, and the right form */
export const readCommand = (argv: readonly string[], text: CliText): TypedCommand => {
  const { command, rest } = findCommand(argv, text)
  const typed = readCommandLine(rest, withHelp(command.options))
  if (typed.isOn('help')) return { command, typed }
  const mistakes = [...formatMistakes(typed, command, text), ...missingOptions(typed, command, text), ...misplaced(typed, command, text)]
  if (mistakes.length > 0) throw new UsageError([...mistakes, ...noIds(typed, command, text), text.usageOf(usageLine(command))].join('\n'))
  return { command, typed }
}
