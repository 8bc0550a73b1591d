import { createInterface } from 'node:readline/promises'

/** Asks a person on a terminal. */
export interface Questions {
  /** The line that was typed, without spaces around it; undefined once nobody answers any more (Ctrl-D). */
  ask (question: string): Promise<string | undefined>
  end (): void
}

/** Questions on this terminal; undefined if there is none. */
export const questionsOnTerminal = (): Questions | undefined => {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined
  const reader = createInterface({ input: process.stdin, terminal: false })
  const lines = reader[Symbol.asyncIterator]()
  return {
    async ask (question) {
      process.stderr.write(`${question} `)
      const { value, done } = await lines.next()
      return done === true ? undefined : value.trim()
    },
    end () { reader.close() }
  }
}
