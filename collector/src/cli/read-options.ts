import { parseArgs } from 'node:util'
import { nearestName } from '../config/nearest-name.ts'

/** A mistake in how an option was written; `option` is as it was typed, with its dashes. */
export type OptionMistake =
  | { readonly kind: 'unknown', readonly option: string, readonly nearest: string | undefined }
  | { readonly kind: 'needs a value' | 'takes no value' | 'missing', readonly option: string }

export interface ReadOptions {
  /** The value of an option, the last one where it was given several times; undefined where it was not. */
  readonly one: (name: string) => string | undefined
  /** All values of an option that may be given several times. */
  readonly many: (name: string) => readonly string[]
  readonly isOn: (name: string) => boolean
  readonly positionals: readonly string[]
  /** All of them, in the order in which they were typed. */
  readonly mistakes: readonly OptionMistake[]
}

type Readable = Readonly<Record<string, { readonly type: 'string' | 'boolean', readonly multiple?: true, readonly required?: true }>>

/**
 * Reads `--name value`, `--name=value` and `--name`. parseArgs tells only its first mistake, and in its own words. (The agent
 * has its own, with less in it: neither of the two may import from the other.)
 */
export const readOptions = (args: readonly string[], options: Readable): ReadOptions => {
  const { values, positionals, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const mistakes: OptionMistake[] = []
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const known = Object.hasOwn(options, token.name) && token.rawName.startsWith('--') ? options[token.name] : undefined
    if (known === undefined) {
      const nearest = nearestName(token.name, Object.keys(options))
      mistakes.push({ kind: 'unknown', option: token.rawName, nearest: nearest && `--${nearest}` })
    } else if (known.type === 'boolean' && token.value !== undefined) {
      mistakes.push({ kind: 'takes no value', option: token.rawName })
    } else if (known.type === 'string' && (token.value === undefined || (!token.inlineValue && token.value.startsWith('--')))) {
      mistakes.push({ kind: 'needs a value', option: token.rawName })
    }
  }
  for (const [name, { required }] of Object.entries(options)) {
    // One that is misspelt is not missing as well.
    if (required === true && values[name] === undefined && !mistakes.some(({ kind }) => kind === 'unknown')) mistakes.push({ kind: 'missing', option: `--${name}` })
  }
  const given = (name: string): (string | boolean)[] => [values[name] ?? []].flat()
  const many = (name: string): string[] => given(name).filter((value) => typeof value === 'string')
  return { one: (name) => many(name).at(-1), many, isOn: (name) => given(name).includes(true), positionals, mistakes }
}
