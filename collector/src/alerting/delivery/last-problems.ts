import type { Receiver } from '@mimamori/contract'
import type { TestFinding } from '../../text/receiver-test-text.ts'

/** What kept the last message from a receiver, and when. */
export interface LastProblem {
  readonly atMs: number
  readonly finding: TestFinding
}

/** What is known of the last message to each receiver: those that the collector brings, and tests. A receiver that was changed or removed begins anew. */
export const createLastProblems = (clock: { readonly nowMs: () => number }) => {
  const problems = new WeakMap<Receiver, LastProblem>()
  return {
    /** `finding`: undefined where the message arrived. */
    note (receiver: Receiver, finding: TestFinding | undefined): void {
      if (finding === undefined) problems.delete(receiver)
      else problems.set(receiver, { atMs: clock.nowMs(), finding })
    },
    of: (receiver: Receiver): LastProblem | undefined => problems.get(receiver)
  }
}
