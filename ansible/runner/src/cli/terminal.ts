import type { RunnerClock } from '../clock.ts'

/** All that the command line has of the world, so that a test can stand in for it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: RunnerClock
  /** Writes to standard output as it is, and to standard error. */
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  /** Where standard output is a terminal: its columns now. */
  readonly columns: () => number | undefined
  /** Asks a question and gives the answer; undefined where there is nobody to ask. */
  readonly ask: (question: string) => Promise<string | undefined>
  /** Fires on Ctrl-C. */
  readonly interrupted: AbortSignal
  /** The account that runs this. */
  readonly account: string
}
