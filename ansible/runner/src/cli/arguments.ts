import { readCommandLine, type OptionForm, type OptionMistake } from '@mimamori/program/command-line'
import { describeOptionMistake } from '@mimamori/program/option-text'
import { UnexpectedValue } from '@mimamori/program/settings'
import { UsageError } from '../platform/errors.ts'
import type { Parse } from '../settings/values.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { flags, type Flag, type FlagName } from './flags.ts'

/** Flags that are a command of their own, and the flags that may be combined with them. */
const alone: readonly FlagName[] = ['attach', 'status', 'cancel', 'queue', 'drop', 'pin', 'unpin', 'listen']
const withAnything: readonly FlagName[] = ['json', 'lang', 'help', 'yes']
/** A catch-up takes its hosts, and their releases, from the queue. */
const notWithCatchUp: readonly FlagName[] = ['limit', 'what', 'revision', 'only-failed']

/** A check changes nothing, so it needs neither a start time nor a canary to watch. */
const notWithCheck: readonly FlagName[] = ['at', 'window', 'soak']

/** A run that is continued has its own devices and options. */
const withResume: readonly FlagName[] = ['resume', 'plan', 'force']

/** The first two flags that exclude each other; undefined if all can be combined. */
const contradiction = (given: readonly FlagName[]): readonly [FlagName, FlagName] | undefined => {
  const own = given.filter((name) => !withAnything.includes(name))
  const command = own.find((name) => alone.includes(name))
  const other = command && own.find((name) => name !== command)
  if (command && other) return [command, other]
  const notResumed = own.includes('resume') ? own.find((name) => !withResume.includes(name)) : undefined
  if (notResumed) return ['resume', notResumed]
  const waiting = own.includes('check') ? own.find((name) => notWithCheck.includes(name)) : undefined
  if (waiting) return ['check', waiting]
  // It repeats what that run did.
  if (own.includes('only-failed') && own.includes('what')) return ['only-failed', 'what']
  const beside = own.includes('catch-up') ? own.find((name) => notWithCatchUp.includes(name)) : undefined
  return beside && ['catch-up', beside]
}

type ValueOf<Option> = Option extends {
  readonly parse: Parse<infer Value>
} ? Option extends { readonly valueIsOptional: true } ? Value | true : Value : true

/** The parsed command line: the value of each flag; true for one without. */
export type Arguments = { readonly [Name in FlagName]?: ValueOf<(typeof flags)[Name]> }

const everyFlag = Object.entries(flags) as [FlagName, Flag][]

/** Whether a flag with an optional value has one: the parser needs to know, and the next word decides. */
const formsFor = (
  argv: readonly string[]
): Record<string, OptionForm> => Object.fromEntries(everyFlag.map(([name, { parse, valueIsOptional }]) => {
  const at = argv.indexOf(`--${name}`)
  const standsAlone = valueIsOptional && at !== -1 && argv[at + 1]?.startsWith('-') !== false
  return [name, { type: parse && !standsAlone ? 'string' : 'boolean' }]
}))

const formatMistake = (mistake: OptionMistake, text: CommandText): string => {
  const { kind, option } = mistake
  if (kind === 'needsValue') return text.missingValue(option, everyFlag.find(([name]) => option === `--${name}`)?.[1].placeholder ?? '')
  const described = describeOptionMistake(mistake, text.options)
  return kind === 'unknown' && mistake.nearest === undefined ? text.seeHelp(described) : described
}

/**
 * Parses a command line. @throws {UsageError} with every mistake at once: the flag, what was expected, what was given, the nearest
 * known flag
 */
export const parseArguments = (argv: readonly string[], text: CommandText): Arguments => {
  const words = argv.map((word) => word === '-h' ? '--help' : word)
  const { one, isOn, positionals, mistakes: ofOptions } = readCommandLine(words, formsFor(words))
  const mistakes = [
    ...ofOptions.map((mistake) => formatMistake(mistake, text)), ...positionals.map((word) => text.seeHelp(text.options.unexpected(word)))
  ]
  const values: Partial<Record<FlagName, unknown>> = {}
  for (const [name, { parse }] of everyFlag) {
    const given = one(name)
    if (isOn(name)) values[name] = true
    if (given === undefined || !parse || ofOptions.some(({ option }) => option === `--${name}`)) continue
    try {
      values[name] = parse(given, text.expected)
    } catch (error) {
      if (!(error instanceof UnexpectedValue)) throw error
      mistakes.push(`--${name}: ${text.wrongValue(error.expected, given)}`)
    }
  }
  const pair = contradiction(Object.keys(values) as FlagName[])
  if (pair) mistakes.push(text.notTogether(`--${pair[0]}`, `--${pair[1]}`))
  if (mistakes.length > 0 && values.help === undefined) throw new UsageError(mistakes)
  return values as Arguments
}
