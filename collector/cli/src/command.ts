import type { Language } from '@mimamori/contract'
import type { CollectorClient } from './collector-client.ts'
import type { CliText } from './text/cli-text.ts'

export type Expectation = keyof CliText['expected']

/** An option by the value that it expects, or without a value (`flag`). */
export type Option = Expectation | 'flag' | { readonly expects: Expectation, readonly required?: true, readonly multiple?: true }
export type Options = Readonly<Record<string, Option>>

export const required = (expects: Expectation) => ({ expects, required: true }) as const
export const repeatable = (expects: Expectation) => ({ expects, multiple: true }) as const

export type Colour = 'red' | 'yellow' | 'grey'

/** A command line and the place where it was typed. */
export interface Invocation extends CollectorClient {
  /** The collector's time zone, for sites without one of their own; IANA name. */
  readonly timeZone: string
  /** The collector's. */
  readonly dataDirectory: string
  /** Below it are the files of this server: `/`, or another directory in a test. */
  readonly root: string
  readonly text: CliText
  readonly language: Language
  /** The words that follow the command. */
  readonly positionals: readonly string[]
  /** The first of them, such as a device's id; empty if there is none. */
  readonly subject: string
  /** The value of an option; undefined if it was not given. */
  readonly value: (name: string) => string | undefined
  /** All values of an option that may be repeated. */
  readonly values: (name: string) => readonly string[]
  readonly isOn: (name: string) => boolean
  /** Printed in a colour on a terminal that shows colours. */
  readonly print: (line: string, colour?: Colour) => void
  readonly printError: (line: string) => void
  /** Asks on the terminal without an echo; undefined if there is no terminal. */
  readonly askSecret: ((prompt: string) => Promise<string>) | undefined
  /** Asks on the terminal whether to go on; undefined if there is no terminal. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined
  /** Shows progress in a line of its own, in place of the last; without a text, clears it. Does nothing without a terminal. */
  readonly showProgress: (line?: string) => void
  /** Aborted when a command that goes on by itself must end. */
  readonly signal: AbortSignal
}

/** The answer of a command: JSON is printed with `--json`, otherwise the lines. */
export interface Answer {
  readonly json: unknown
  /** A function if making them loads what JSON does not need. */
  readonly lines: string | readonly string[] | (() => Promise<readonly string[]>)
  /** Printed to standard error after them. */
  readonly note?: string | false | undefined
  /** The reason why the command fails although it has an answer. */
  readonly failure?: string | false
}

/** By JSON pointers of the request: the option whose value stands there and, unless a longer one is here, below. */
export type FieldOptions = Readonly<Record<string, string>>

/** One command: its words, the words that must follow them, its options other than `--json`, and its function. */
export interface Command {
  readonly words: keyof CliText['commands']
  /** Words that must follow, by the name under which the help shows them, such as `ID`. */
  readonly positionals?: Readonly<Record<string, Expectation>>
  /** Words that may follow. */
  readonly optionalPositionals?: Readonly<Record<string, Expectation>>
  readonly options?: Options
  /** Whether it removes something, so that a mistyped name must not be answered with a single other one. */
  readonly isDestructive?: true
  /** Needed if the names of the request's fields do not say it. */
  readonly fields?: FieldOptions
  /** The text for a device whose state does not allow it. */
  readonly conflict?: 'notDeletable' | 'oldKeysNeeded'
  /** Gives nothing if it has printed its answer itself. */
  run (invocation: Invocation): Promise<Answer | undefined>
}

/** All options of a command, in the order of the help. */
export const optionsOf = ({ options }: Command): readonly (readonly [string, Exclude<Option, Expectation>])[] =>
  Object.entries({ ...options, json: 'flag' as const }).map(([name, option]) =>
    [name, option === 'flag' || typeof option === 'object' ? option : { expects: option }])

/** All words without dashes, the required ones first. */
export const positionalsOf = ({ positionals, optionalPositionals }: Command): readonly (readonly [string, Expectation])[] =>
  Object.entries({ ...positionals, ...optionalPositionals })

/** The address of one of a collection, such as `/api/users/tanaka`. */
export const resource = (collection: string, name: string): string => `${collection}/${encodeURIComponent(name)}`

/** The fields that have a value. */
export const query = (fields: Readonly<Record<string, string | undefined>>): URLSearchParams =>
  new URLSearchParams(Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined))
