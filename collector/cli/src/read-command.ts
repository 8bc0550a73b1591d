import { isDeviceId } from '@mimamori/contract/device-id-rule'
import { readCommandLine, type ReadCommandLine } from '@mimamori/program/command-line'
import { nearestName } from '@mimamori/program/nearest-name'
import { describeOptionMistake } from '@mimamori/program/option-text'
import { optionsOf, positionalsOf, type Command } from './command.ts'
import { commands } from './commands/index.ts'
import { UsageError } from './errors.ts'
import type { CliText } from './text/cli-text.ts'
import { usageLine } from './usage.ts'

const allWords = commands.map(({ words }) => words)

/** A command that ends something for good is listed, and never suggested: it must not be run on a guess. */
const suggestible = allWords.filter((words) => !/ (?:delete|remove|retire|revoke|silence)$/.test(words))

/** Words of other programs for removing a device, which here are two commands. */
const isRemoval = (typed: string): boolean => /^devices (?:remove|rm|del|erase|unenroll|unenrol)$/.test(typed)

/** The message for a command that does not exist: the nearest one, else the commands that begin alike. */
const noSuchCommand = (argv: readonly string[], text: CliText): string => {
  const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'))
  const typed = words.join(' ') || argv[0]!
  if (isRemoval(typed)) return text.removalCommands(typed)
  const alike = allWords.filter((known) => known.split(' ')[0] === words[0])
  const nearest = words.length === 1 && alike.length > 0 ? undefined : nearestName(typed, suggestible)
  if (nearest !== undefined) return text.nearestCommand(typed, nearest)
  return alike.length > 0 ? text.commandsAlike(typed, alike.join(', ')) : text.noSuchCommand(typed)
}

const findCommand = (argv: readonly string[], text: CliText): { readonly command: Command, readonly rest: string[] } => {
  for (const count of [2, 1]) {
    const command = commands.find(({ words }) => words === argv.slice(0, count).join(' '))
    if (command) return { command, rest: argv.slice(count) }
  }
  throw new UsageError(noSuchCommand(argv, text))
}

/** Mistakes in the options that were given. */
const optionMistakes = ({ mistakes }: ReadCommandLine, command: Command, text: CliText): string[] => mistakes.map((mistake) => {
  const option = optionsOf(command).find(([name]) => `--${name}` === mistake.option)?.[1]
  return mistake.kind === 'needsValue' && typeof option === 'object'
    ? text.missing(mistake.option, text.expected[option.expects])
    : describeOptionMistake(mistake, text.options)
})

/** Missing options and words, and unexpected words. */
const misplaced = ({ many, mistakes, positionals }: ReadCommandLine, command: Command, text: CliText): string[] => {
  const needed = Object.entries(command.positionals ?? {})
  const missingOptions = optionsOf(command).flatMap(([name, option]) =>
    option !== 'flag' && option.required === true && many(name).length === 0 && !mistakes.some((mistake) => mistake.option === `--${name}`)
      ? [text.missing(`--${name}`, text.expected[option.expects])]
      : [])
  return [
    ...missingOptions,
    ...needed.slice(positionals.length).map(([name, expects]) => text.missing(name, text.expected[expects])),
    ...positionals.slice(positionalsOf(command).length).map((word) => text.options.unexpected(word))
  ]
}

/** Ids that no device can have. The collector finds them too, but is not asked if something else is wrong. */
const wrongIds = ({ positionals }: ReadCommandLine, command: Command, text: CliText): string[] =>
  positionalsOf(command).flatMap(([name, expects], index) => {
    const typed = positionals[index]
    return expects !== 'deviceId' || typed === undefined || isDeviceId(typed) ? [] : [text.wrong(name, text.expected.deviceId, typed)]
  })

export interface TypedCommand {
  readonly command: Command
  readonly typed: ReadCommandLine
}

/** The command that was typed, with the words after it. @throws {UsageError} with every mistake at once, and the right form */
export const readCommand = (argv: readonly string[], text: CliText): TypedCommand => {
  const { command, rest } = findCommand(argv, text)
  const typed = readCommandLine(rest, Object.fromEntries([...optionsOf(command), ['help', 'flag'] as const].map(([name, option]) =>
    [name, option === 'flag' ? { type: 'boolean' } : { type: 'string', ...option.multiple && { multiple: true } }])))
  if (typed.isOn('help')) return { command, typed }
  // A word may be the value of an unknown option, which in turn may have been meant for a required one.
  const isUnclear = typed.mistakes.some(({ kind }) => kind === 'unknown')
  const mistakes = [...optionMistakes(typed, command, text), ...isUnclear ? [] : misplaced(typed, command, text)]
  if (mistakes.length === 0) return { command, typed }
  throw new UsageError([...mistakes, ...isUnclear ? [] : wrongIds(typed, command, text), text.usageOf(usageLine(command))])
}
