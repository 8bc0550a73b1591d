import { textTable } from '@mimamori/program/text-table'
import type { CommandText } from '../text/command-text.en.ts'
import { flagNames, flags, type Flag, type FlagName } from './flags.ts'

const usageOf = (name: FlagName): string => {
  const { placeholder, valueIsOptional }: Flag = flags[name]
  return `--${name}${placeholder === undefined ? '' : valueIsOptional ? ` [${placeholder}]` : ` ${placeholder}`}`
}

export const helpLines = (text: CommandText): string[] => [
  text.usage, '', text.about, '',
  ...textTable(flagNames.map((name) => [`  ${usageOf(name)}`, text.flags[name]])),
  '', text.exits
]
