import { setTimeout as after } from 'node:timers/promises'

/** Asks until the answer is not undefined, and gives it. Throws, with what was waited for, when the time is over. */
export const until = async <Answer>(what: string, ask: () => Promise<Answer | undefined> | Answer | undefined, { withinMs = 60_000 } = {}): Promise<Answer> => {
  for (const deadline = performance.now() + withinMs; performance.now() < deadline; await after(20)) {
    const answer = await ask()
    if (answer !== undefined) return answer
  }
  throw new Error(`not within ${withinMs / 1000} s: ${what}`)
}
