import type { CliText } from './text/cli-text.en.ts'
import type { Command, Option } from './command.ts'
import { commands } from './commands/index.ts'

const indent = '  '

/** Two columns, as help shows them; what is too long for the first, which is ASCII, pushes the second. */
const entry = (left: string, right: string): string => `${indent}${left.padEnd(24)} ${right}`

const usageOfOption = ([name, option]: [string, Option]): string => {
  if (option.type === 'boolean') return `[--${name}]`
  return option.required === true ? `--${name} …` : `[--${name} …]`
}

/** `devices enroll ID`, `logs [DEVICE]` */
const withPositionals = ({ words, positionals, optionalPositionals = {} }: Command): string =>
  [words, ...Object.keys(positionals), ...Object.keys(optionalPositionals).map((name) => `[${name}]`)].join(' ')

/** `devices enroll ID [--site …]`: the form of a command. */
export const usageLine = (command: Command): string => [withPositionals(command), ...Object.entries(command.options).map(usageOfOption)].join(' ')

/** What a command does, its form, and what each part of it takes. */
export const commandHelp = (command: Command, text: CliText): string[] => [
  text.commands[command.words],
  text.usageOf(usageLine(command)),
  '',
  ...Object.entries({ ...command.positionals, ...command.optionalPositionals }).map(([name, expects]) => entry(name, text.expected[expects])),
  ...Object.entries(command.options).map(([name, option]) => entry(`--${name}`, option.type === 'string' ? text.expected[option.expects] : text.flags[name as keyof CliText['flags']])),
  entry('--lang', text.lang)
]

/** All commands; of a group of them, such as `devices`, those alone. */
export const help = (text: CliText, group?: string): string[] => [
  text.usage,
  '',
  ...commands.filter(({ words }) => group === undefined || words.startsWith(`${group} `)).map((command) => entry(withPositionals(command), text.commands[command.words])),
  '',
  text.moreHelp
]
