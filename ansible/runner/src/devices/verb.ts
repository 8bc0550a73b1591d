import type { Language } from '@mimamori/program/language'
import type { Terminal } from '../platform/terminal/terminal.ts'
import type { Settings } from '../settings/settings.ts'
import type { CommandText } from '../text/command-text.en.ts'

export interface DevicesTerminal extends Terminal {
  /** Whether a person can be asked. */
  readonly isInteractive: boolean
}

/** What the work of a verb is done with. */
export interface VerbContext {
  readonly settings: Settings
  /** A folder of this account alone. */
  readonly directory: string
  readonly commandText: CommandText
  readonly terminal: DevicesTerminal
}

/** Reads a command line: gives the help that it asks for, or the work, which gives the exit code. @throws {UsageError} */
export type Verb = (argv: readonly string[], language: Language) => { readonly help: readonly string[] } | { readonly work: (context: VerbContext) => Promise<number> }
