import { nearestName } from '@mimamori/program/nearest-name'
import type { Flag, FlagIssue, FlagValues } from './flag.ts'

export interface ParsedFlags<Table extends Record<string, Flag>> {
  readonly values: FlagValues<Table>
  /** The names that were given, to distinguish a value that was asked for from a default. */
  readonly given: ReadonlySet<string>
  readonly issues: readonly FlagIssue[]
}

/** Go writes ignoring case at the front of an expression; JavaScript has a flag for it. */
const compile = (source: string): RegExp =>
  source.startsWith('(?i)') ? new RegExp(source.slice(4), 'i') : new RegExp(source)

/** The meaning of an empty pattern: no filter, or, if there is a default, a pattern that nothing matches. */
const emptyPattern = ({ default: initial }: Flag): RegExp | undefined => initial === undefined ? undefined : /(?!)/

const initialOf = ({ kind, default: initial }: Flag): unknown => {
  if (kind === 'list') return []
  return kind === 'pattern' && typeof initial === 'string' ? compile(initial) : initial
}

const unknownFlag = (flag: string, known: Iterable<string>): FlagIssue => {
  const near = nearestName(flag, known)
  return {
    flag: `--${flag}`,
    message: `is not a flag of this program; ${near === undefined ? '--help lists them' : `did you mean --${near}?`}`
  }
}

/**
 * Reads a command line of `--name=value`, `--name value`, `--name` and `--no-name` against a table of flags. It never
 * throws: every mistake is in `issues`, and a mistaken flag keeps its default.
 */
export const parseFlags = <Table extends Record<string, Flag>>(argv: readonly string[], table: Table): ParsedFlags<Table> => {
  const values: Record<string, unknown> = {}
  for (const [name, flag] of Object.entries(table)) values[name] = initialOf(flag)
  const given = new Set<string>()
  const issues: FlagIssue[] = []
  const known = function* (): Iterable<string> {
    for (const [name, { kind }] of Object.entries(table)) {
      yield name
      if (kind === 'switch') yield `no-${name}`
    }
  }

  const take = (name: string, flag: Flag, value: string): void => {
    const { kind } = flag
    if (kind === 'text' && given.has(name)) issues.push({ flag: `--${name}`, message: 'is given twice; once is enough' })
    given.add(name)
    try {
      flag.check?.(value)
    } catch (error) {
      issues.push({ flag: `--${name}`, message: (error as Error).message })
    }
    if (kind === 'list') (values[name] as string[]).push(value)
    else if (kind === 'text') values[name] = value
    else {
      try {
        values[name] = value === '' ? emptyPattern(flag) : compile(value)
      } catch (error) {
        issues.push({
          flag: `--${name}`,
          message: `expected a regular expression, found ${JSON.stringify(value)}: ${(error as Error).message}`
        })
      }
    }
  }

  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at]!
    if (!argument.startsWith('--')) {
      issues.push({ flag: argument, message: 'stands alone; every setting is a flag such as --name=value' })
      continue
    }
    const equals = argument.indexOf('=')
    const name = argument.slice(2, equals === -1 ? undefined : equals)
    const positive = name.startsWith('no-') && table[name] === undefined ? name.slice(3) : name
    const flag = Object.hasOwn(table, positive) ? table[positive] : undefined
    if (flag === undefined || (positive !== name && flag.kind !== 'switch')) {
      issues.push(unknownFlag(name, known()))
      if (equals === -1 && argv[at + 1]?.startsWith('--') === false) at++
    } else if (flag.kind === 'switch') {
      if (equals !== -1) issues.push({ flag: `--${name}`, message: `takes no value; write --${positive} or --no-${positive}` })
      values[positive] = positive === name
      given.add(positive)
    } else if (equals !== -1) {
      take(name, flag, argument.slice(equals + 1))
    } else if (argv[at + 1] === undefined || argv[at + 1]!.startsWith('--')) {
      issues.push({ flag: `--${name}`, message: `needs a value: --${name}=…` })
    } else {
      take(name, flag, argv[++at]!)
    }
  }
  for (const name of given) {
    const other = table[name]?.excludes
    if (other !== undefined && given.has(other)) issues.push({ flag: `--${name}`, message: `cannot be given together with --${other}` })
  }
  return { values: values as FlagValues<Table>, given, issues }
}
