import { parseArgs } from 'node:util'
import { nearestName } from './nearest-name.ts'

/** A mistake in how an option was written. */
export interface OptionMistake {
  readonly kind: 'unknown' | 'needsValue' | 'takesNoValue' | 'twice'
  /** As it was typed, with its dashes. */
  readonly option: string
  /** The known option that an unknown one may have meant. */
  readonly nearest?: string | undefined
}

/** Whether an option takes a value. */
export interface OptionForm {
  readonly type: 'string' | 'boolean'
  readonly multiple?: true
}

export interface ReadCommandLine {
  /** The value of an option; undefined if it was not given, or without one. */
  readonly one: (name: string) => string | undefined
  /** All values of an option that may be given several times. */
  readonly many: (name: string) => readonly string[]
  /** Whether it was given without a value. */
  readonly isOn: (name: string) => boolean
  /** Words without dashes that belong to no option, nor to a mistyped one that may take a value. */
  readonly positionals: readonly string[]
  /** All of them, in the order in which they were typed. */
  readonly mistakes: readonly OptionMistake[]
}

/**
 * Reads `--name value`, `--name=value` and `--name`, in any order, and the words between them. It never throws: parseArgs,
 * which would, reports only its first mistake, and in its own message.
 */
export const readCommandLine = (args: readonly string[], options: Readonly<Record<string, OptionForm>>): ReadCommandLine => {
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const mistakes: OptionMistake[] = []
  const positionals: string[] = []
  const given = new Set<string>()
  /** The index of a mistyped option that may have meant the next word as its value. */
  let unknownAt: number | undefined
  for (const token of tokens) {
    if (token.kind === 'positional' && token.index - 1 !== unknownAt) positionals.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, index, value, inlineValue } = token
    const form = rawName.startsWith('--') && Object.hasOwn(options, name) ? options[name] : undefined
    const note = (kind: OptionMistake['kind']): void => { mistakes.push({ kind, option: rawName }) }
    if (form === undefined) {
      // A group of single letters, such as -xvf, is one mistake.
      const option = rawName.startsWith('--') ? rawName : args[index]!
      const nearest = nearestName(option.replace(/^--?/, ''), Object.keys(options))
      if (index !== unknownAt) mistakes.push({ kind: 'unknown', option, nearest: nearest && `--${nearest}` })
      unknownAt = inlineValue === true ? undefined : index
    } else {
      if (given.has(name) && form.multiple !== true) note('twice')
      given.add(name)
      if (form.type === 'boolean' && value !== undefined) note('takesNoValue')
      if (form.type === 'string' && (value === undefined || (!inlineValue && value.startsWith('--')))) note('needsValue')
    }
  }
  const many = (name: string): string[] => [values[name] ?? []].flat().filter((value) => typeof value === 'string')
  return { one: (name) => many(name).at(-1), many, isOn: (name) => [values[name]].flat().includes(true), positionals, mistakes }
}
