/** The value of a flag: some text, a regular expression, a text that may be given several times, or nothing (on or off). */
export type FlagKind = 'text' | 'pattern' | 'list' | 'switch'

/** One flag of the program, as `--help` shows it. */
export interface Flag<Kind extends FlagKind = FlagKind> {
  readonly kind: Kind
  /** A description in plain words. */
  readonly help: string
  /** The value if it is not given, in the form in which it would be given; a list has none. */
  readonly default?: string | boolean
  /** The flag that cannot be given together with it. */
  readonly excludes?: string
  /** Throws if a value is not as it should be, saying what was expected. */
  readonly check?: (value: string) => unknown
}

/** A mistake in the command line: which argument, with its dashes, and what was expected. */
export interface FlagIssue {
  readonly flag: string
  readonly message: string
}

export type FlagValue<F extends Flag> =
  F['kind'] extends 'text' ? string
    : F['kind'] extends 'pattern' ? RegExp | undefined
    : F['kind'] extends 'list' ? readonly string[]
    : boolean

/** The value of every flag of a table, under the flag's name. */
export type FlagValues<Table extends Record<string, Flag>> = { readonly [Name in keyof Table]: FlagValue<Table[Name]> }

export const text = (help: string, initial = '', { check }: { check?: (value: string) => unknown } = {}): Flag<'text'> => ({
  kind: 'text',
  help,
  default: initial,
  ...(check === undefined ? {} : { check })
})
export const list = (help: string, { check }: { check?: (value: string) => unknown } = {}): Flag<'list'> => ({
  kind: 'list',
  help,
  ...(check === undefined ? {} : { check })
})
export const toggle = (help: string, initial = false): Flag<'switch'> => ({ kind: 'switch', help, default: initial })

/** A regular expression, unanchored as node_exporter's are, with the default expression. */
export const pattern = (help: string, { initial, excludes }: { initial?: RegExp, excludes?: string } = {}): Flag<'pattern'> => ({
  kind: 'pattern',
  help,
  ...(initial === undefined ? {} : { default: initial.source }),
  ...(excludes === undefined ? {} : { excludes })
})
