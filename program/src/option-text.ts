import type { OptionMistake, ReadCommandLine } from './command-line.ts'
import type { Language } from './language.ts'

const en = {
  unknown: (option: string, nearest: string | undefined) =>
    `unknown option ${option}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
  needsValue: (option: string) => `${option} needs a value`,
  takesNoValue: (option: string) => `${option} takes no value`,
  twice: (option: string) => `${option} may be given only once`,
  unexpected: (word: string) => `unexpected argument ${JSON.stringify(word)}`
}

/** The texts of every program about mistakes in its command line. */
export type OptionText = typeof en

const ja: OptionText = {
  unknown: (option, nearest) => `オプション ${option} はありません${nearest === undefined ? '' : `。${nearest} ではありませんか`}`,
  needsValue: (option) => `${option} には値が必要です`,
  takesNoValue: (option) => `${option} に値は指定できません`,
  twice: (option) => `${option} は 1 回だけ指定できます`,
  unexpected: (word) => `余分な引数があります：${JSON.stringify(word)}`
}

export const optionText: Readonly<Record<Language, OptionText>> = { en, ja }

/** A mistake as a person reads it. */
export const describeOptionMistake = ({ kind, option, nearest }: OptionMistake, text: OptionText): string => text[kind](option, nearest)

/** The mistakes in a command line that takes no arguments. */
export const describeMistakes = (
  { mistakes, positionals }: Pick<ReadCommandLine, 'mistakes' | 'positionals'>, language: Language
): string[] => [
  ...mistakes.map((mistake) => describeOptionMistake(mistake, optionText[language])), ...positionals.map(optionText[language].unexpected)
]
