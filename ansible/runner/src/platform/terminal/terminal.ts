import type { RunnerClock } from '../clock.ts'

/** Everything outside the process that the command line uses, so that a test can replace it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: RunnerClock
  /** Writes to standard output as it is, and to standard error. */
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  /** The current columns of standard output, if it is a terminal. */
  readonly columns: () => number | undefined
  /** Asks a question and gives the answer; undefined without a terminal to ask on. */
  readonly ask: (question: string) => Promise<string | undefined>
  /** Fires on Ctrl-C. */
  readonly interrupted: AbortSignal
  /** The account that ran the command. */
  readonly account: string
}
