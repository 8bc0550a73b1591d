import { parseArgs } from 'node:util'
import { nearestName } from '@mimamori/program/nearest-name'

/** A mistake in how a flag was written; `flag` is as it was typed. */
export type FlagMistake =
  | { readonly kind: 'unknown', readonly flag: string, readonly nearest: string | undefined }
  | { readonly kind: 'needs a value' | 'takes no value', readonly flag: string }

export interface ReadFlags {
  readonly value: (name: string) => string | undefined
  readonly isOn: (name: string) => boolean
  /** What stands without dashes: the command. */
  readonly words: readonly string[]
  readonly mistakes: readonly FlagMistake[]
}

/**
 * Reads a command line by a table of flags. parseArgs tells only its first mistake, and in its own words. (The collector has
 * its own, with options that may be given several times: neither of the two may import from the other.)
 */
export const readFlags = (args: readonly string[], flags: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>): ReadFlags => {
  const { values, positionals, tokens } = parseArgs({ args: [...args], options: flags, strict: false, tokens: true })
  const mistakes: FlagMistake[] = []
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName: flag, value, inlineValue } = token
    const type = flag.startsWith('--') && Object.hasOwn(flags, name) ? flags[name]?.type : undefined
    if (type === undefined) {
      const nearest = nearestName(name, Object.keys(flags))
      mistakes.push({ kind: 'unknown', flag, nearest: nearest && `--${nearest}` })
    } else if (type === 'boolean' && value !== undefined) mistakes.push({ kind: 'takes no value', flag })
    else if (type === 'string' && (value === undefined || (!inlineValue && value.startsWith('--')))) mistakes.push({ kind: 'needs a value', flag })
  }
  return {
    value: (name) => typeof values[name] === 'string' ? values[name] : undefined,
    isOn: (name) => values[name] === true,
    words: positionals,
    mistakes
  }
}
