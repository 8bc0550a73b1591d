import { optionsOf, positionalsOf, type Command } from './command.ts'
import { commands } from './commands/index.ts'
import type { CliText } from './text/cli-text.ts'

/** Two columns; a text that is too long for the first, which is ASCII, pushes the second. */
const entry = (left: string, right: string): string => `  ${left.padEnd(24)} ${right}`

/** `devices enroll ID`, `logs [DEVICE]` */
const withPositionals = ({ words, positionals = {}, optionalPositionals = {} }: Command): string =>
  [words, ...Object.keys(positionals), ...Object.keys(optionalPositionals).map((name) => `[${name}]`)].join(' ')

/** `devices enroll ID [--site …]`: the form of a command. */
export const usageLine = (command: Command): string => [withPositionals(command), ...optionsOf(command).map(([name, option]) => {
  if (option === 'flag') return `[--${name}]`
  return option.required === true ? `--${name} …` : `[--${name} …]`
})].join(' ')

/** The help of one command: its purpose, its form, and the values of each part. */
export const commandHelp = (command: Command, text: CliText): string[] => [
  text.commands[command.words],
  text.usageOf(usageLine(command)),
  '',
  ...positionalsOf(command).map(([name, expects]) => entry(name, text.expected[expects])),
  ...optionsOf(command).map(([name, option]) =>
    entry(`--${name}`, option === 'flag' ? text.flags[name as keyof CliText['flags']] : text.expected[option.expects])),
  entry('--lang', text.lang)
]

/** All commands, or only those of a group, such as `devices`. */
export const help = (text: CliText, group?: string): string[] => [
  text.usage,
  '',
  ...commands.filter(({ words }) => group === undefined || words.startsWith(`${group} `))
    .map((command) => entry(withPositionals(command), text.commands[command.words])),
  '',
  ...group === undefined ? [text.setUpHelp, ''] : [],
  text.moreHelp
]
