import { inTurns } from '@mimamori/program/in-turns'

/** Access to the person at the terminal. */
export interface PromptLock {
  /** Does one piece of work at a time, such as a question or ssh's prompt for a password. */
  readonly alone: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** Writes at once, or, where a piece of work has the terminal, when it has ended. */
  readonly writeError: (text: string) => void
}

/** Keeps the progress of other devices out of an open question. */
export const promptLock = (writeError: (text: string) => void): PromptLock => {
  const inTurn = inTurns()
  let held: string[] | undefined
  return {
    alone: (work) => inTurn(async () => {
      const kept = held = [] as string[]
      try {
        return await work()
      } finally {
        held = undefined
        if (kept.length > 0) writeError(kept.join(''))
      }
    }),
    writeError (text) {
      if (held === undefined) writeError(text)
      else held.push(text)
    }
  }
}
