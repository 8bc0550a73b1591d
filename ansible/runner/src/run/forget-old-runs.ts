import { rmSync } from 'node:fs'
import type { StateDirectory } from '../state/state-directory.ts'
import { openRuns } from '../state/runs.ts'
import { undeliveredRuns } from '../state/undelivered.ts'

/** The number of undelivered runs that are stored for a collector that is away, however few are kept otherwise. */
export const maxUndelivered = 200

/**
 * Removes the files of ended runs, the oldest first, until at most `keep` are left. An open run stays: if the clock was set back,
 * the one that is just beginning looks like the oldest. A run that is not delivered stays, too. Gives the undelivered runs that had
 * to be removed.
 */
export const forgetOldRuns = (state: StateDirectory, keep: number): string[] => {
  const undelivered = undeliveredRuns(state)
  const stored = new Set([...openRuns(state), ...undelivered.slice(-maxUndelivered)])
  const others = state.runs().filter((run) => !stored.has(run))
  const forgotten = others.slice(0, Math.max(0, stored.size + others.length - keep))
  for (const run of forgotten) rmSync(state.run(run).directory, { recursive: true })
  return forgotten.filter((run) => undelivered.includes(run))
}
