import type { ParseArgsOptionsConfig } from 'node:util'
import type { CliText } from '../text/cli-text.en.ts'
import type { Language } from '../text/language.ts'
import type { CollectorClient } from './collector-client.ts'

export interface Invocation {
  readonly collector: CollectorClient
  readonly text: CliText
  readonly language: Language
  readonly positionals: readonly string[]
  /** The value of an option; undefined where it was not given. */
  readonly option: (name: string) => string | undefined
  /** All values of an option that may be given several times. */
  readonly options: (name: string) => readonly string[]
  readonly flag: (name: string) => boolean
  readonly print: (line: string) => void
}

/** One command: its words, what must follow them, its options, and what it does. */
export interface Command {
  readonly words: keyof CliText['commands']
  /** Names of what must follow, such as `ID`. */
  readonly positionals: readonly string[]
  readonly options: ParseArgsOptionsConfig
  run (invocation: Invocation): Promise<void>
}

export const string = { type: 'string' } as const
export const flag = { type: 'boolean' } as const
export const manyStrings = { type: 'string', multiple: true } as const
