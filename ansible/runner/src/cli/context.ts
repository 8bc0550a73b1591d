import type { RunOutcome } from '@mimamori/contract'
import type { Language } from '@mimamori/program/language'
import type { Settings } from '../settings/settings.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import type { CommandText } from '../text/command-text.en.ts'
import type { RunText } from '../text/run-text.en.ts'
import type { Arguments } from './arguments.ts'
import { printJson, printLines } from '../platform/terminal/print.ts'
import type { Terminal } from '../platform/terminal/terminal.ts'

/** Everything that a command works with. */
export interface Context {
  readonly given: Arguments
  readonly settings: Settings
  readonly state: StateDirectory
  readonly language: Language
  readonly text: CommandText
  readonly runText: RunText
  readonly terminal: Terminal
}

/** Gives the exit code. */
export type CommandFunction = (context: Context) => Promise<number>

/** How a command ends that has no result to print. */
export interface Answer {
  readonly exitCode: number
  readonly lines: readonly string[]
  /** The run that it is about, and its outcome, if it has ended. */
  readonly run?: string
  readonly outcome?: RunOutcome
}

/** Prints it, as an object with --json, and gives its exit code. */
export const printAnswer = (
  { exitCode, lines, run, outcome }: Answer, { given, terminal }: Pick<Context, 'given' | 'terminal'>
): number => {
  if (given.json) printJson(terminal, { run: run ?? null, outcome: outcome ?? null, exitCode, message: lines.join('\n') })
  else printLines(terminal, lines)
  return exitCode
}
