import { inTurns } from '@mimamori/program/in-turns'

/** Access to the person at the terminal. */
export interface PromptLock {
  /** Does one piece of work at a time, such as a question or ssh's prompt for a password. */
  readonly alone: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** Writes at once, or, if a piece of work has the terminal, when it has ended. */
  readonly writeError: (text: string) => void
}

/** Keeps the progress of other devices out of an open question. */
export const promptLock = (writeError: (text: string) => void): PromptLock => {
  const inTurn = inTurns()
  let buffered: string[] | undefined
  return {
    alone: (work) => inTurn(async () => {
      const lines = buffered = [] as string[]
      try {
        return await work()
      } finally {
        buffered = undefined
        if (lines.length > 0) writeError(lines.join(''))
      }
    }),
    writeError (text) {
      if (buffered === undefined) writeError(text)
      else buffered.push(text)
    }
  }
}
