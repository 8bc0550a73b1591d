import type { Language } from '@mimamori/program/language'
import { nearestName } from '@mimamori/program/nearest-name'
import type { StartTime } from '../schedule/start-time.ts'
import type { Window } from '../schedule/window.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { flagNames, flags, type Flag, type FlagName } from './flags.ts'
import { UsageError } from './errors.ts'

/** What was typed, read. */
export interface Arguments {
  readonly limit?: string
  readonly revision?: string
  readonly canary?: number
  readonly wave?: number
  readonly 'max-failures'?: number
  /** Minutes. */
  readonly soak?: number
  readonly at?: StartTime
  readonly window?: Window
  readonly 'only-failed'?: string
  readonly resume?: string
  readonly 'catch-up'?: true
  readonly queue?: true
  readonly drop?: string
  readonly pin?: string
  readonly unpin?: string
  readonly force?: true
  readonly plan?: true
  readonly check?: true
  readonly yes?: true
  readonly json?: true
  readonly attach?: string
  /** True where no run is named. */
  readonly status?: string | true
  readonly cancel?: string
  readonly lang?: Language
  readonly help?: true
}

const isFlag = (name: string): name is FlagName => Object.hasOwn(flags, name)

/** Flags that are a command of their own, and what may stand beside them. */
const alone: readonly FlagName[] = ['attach', 'status', 'cancel', 'queue', 'drop', 'pin', 'unpin']
const withAnything: readonly FlagName[] = ['json', 'lang', 'help', 'yes']
/** A catch-up takes its hosts and revision from the queue. */
const notWithCatchUp: readonly FlagName[] = ['limit', 'revision', 'only-failed']

/** A run that is continued has its own devices and options. */
const withResume: readonly FlagName[] = ['resume', 'plan']

const contradiction = (given: readonly FlagName[]): readonly [FlagName, FlagName] | undefined => {
  const own = given.filter((name) => !withAnything.includes(name))
  const command = own.find((name) => alone.includes(name))
  const other = command && own.find((name) => name !== command)
  if (command && other) return [command, other]
  const notResumed = own.includes('resume') ? own.find((name) => !withResume.includes(name)) : undefined
  if (notResumed) return ['resume', notResumed]
  const beside = own.includes('catch-up') ? own.find((name) => notWithCatchUp.includes(name)) : undefined
  return beside && ['catch-up', beside]
}

/** Reads a command line. @throws {UsageError} with every mistake at once: the flag, what was expected, what came, the nearest known flag */
export const parseArguments = (argv: readonly string[], text: CommandText): Arguments => {
  const mistakes: string[] = []
  const values: Partial<Record<FlagName, unknown>> = {}
  const words = [...argv]
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, name = '', joined] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word === '-h' ? '--help' : word) ?? []
    if (!isFlag(name)) {
      const nearest = nearestName(name, flagNames)
      mistakes.push(word.startsWith('-') ? text.unknownFlag(word, nearest && `--${nearest}`) : text.unexpectedWord(word))
      // What belongs to a mistyped flag is not a second mistake.
      if (word.startsWith('-') && joined === undefined && words[0]?.startsWith('-') === false) words.shift()
      continue
    }
    const { parse, placeholder, valueIsOptional }: Flag = flags[name]
    if (name in values) mistakes.push(text.twice(`--${name}`))
    if (!parse) {
      if (joined !== undefined) mistakes.push(text.noValue(`--${name}`, joined))
      values[name] = true
      continue
    }
    const next = joined ?? (words[0]?.startsWith('--') === false ? words.shift() : undefined)
    if (next === undefined) {
      if (valueIsOptional) values[name] = true
      else mistakes.push(text.missingValue(`--${name}`, placeholder ?? ''))
      continue
    }
    try {
      values[name] = parse(next, text.expected)
    } catch (error) {
      mistakes.push(`--${name}: ${text.wrongValue((error as Error).message, next)}`)
    }
  }
  const pair = contradiction(Object.keys(values) as FlagName[])
  if (pair) mistakes.push(text.notTogether(`--${pair[0]}`, `--${pair[1]}`))
  if (mistakes.length > 0 && values.help === undefined) throw new UsageError(mistakes)
  return values as Arguments
}
