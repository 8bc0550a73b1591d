import type { Language } from '@mimamori/contract'
import type { CliText } from './text/cli-text.en.ts'
import type { CollectorClient } from './collector-client.ts'

export type Expectation = keyof CliText['expected']

/** An option that takes a value says what it expects; one that takes none is on where it is given. */
export type Option =
  | { readonly type: 'string', readonly expects: Expectation, readonly multiple?: true, readonly required?: true }
  | { readonly type: 'boolean' }
export type Options = Readonly<Record<string, Option>>

export interface Invocation {
  readonly collector: CollectorClient
  /** Of that collector, for sites without one of their own; IANA name. */
  readonly timeZone: string
  /** Of that collector. */
  readonly dataDirectory: string
  readonly text: CliText
  readonly language: Language
  readonly positionals: readonly string[]
  /** The value of an option; undefined where it was not given. */
  readonly option: (name: string) => string | undefined
  /** All values of an option that may be given several times. */
  readonly options: (name: string) => readonly string[]
  readonly flag: (name: string) => boolean
  /** Where the reader's terminal shows colours, in that one. */
  readonly print: (line: string, colour?: Colour) => void
  readonly printError: (line: string) => void
  /** Asks on the terminal for what it does not show; undefined where there is none. */
  readonly askSecret: ((prompt: string) => Promise<string>) | undefined
  /** Aborted when a command that goes on by itself is to end. */
  readonly signal: AbortSignal
}

export type Colour = 'red' | 'yellow' | 'grey'

/** By JSON pointers of the request: the option whose value stands there and, unless a longer one is here, below. */
export type FieldOptions = Readonly<Record<string, string>>

/** One command: its words, what must follow them, its options, and what it does. */
export interface Command {
  readonly words: keyof CliText['commands']
  /** What must follow, by the name under which the help shows it, such as `ID`. */
  readonly positionals: Readonly<Record<string, Expectation>>
  /** What may follow those. */
  readonly optionalPositionals?: Readonly<Record<string, Expectation>>
  readonly options: Options
  /** Whether it takes something away, so that a mistyped name must not be answered with a single other one. */
  readonly isDestructive?: true
  /** Where the names of the request's fields do not say it. */
  readonly fields?: FieldOptions
  run (invocation: Invocation): Promise<void>
}

export const option = (expects: Expectation) => ({ type: 'string', expects }) as const
export const requiredOption = (expects: Expectation) => ({ type: 'string', expects, required: true }) as const
export const manyOptions = (expects: Expectation) => ({ type: 'string', expects, multiple: true }) as const
export const flag = { type: 'boolean' } as const
