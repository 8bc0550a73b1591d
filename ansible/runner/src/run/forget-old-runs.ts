import { rmSync } from 'node:fs'
import type { StateDirectory } from '../state/state-directory.ts'
import { openRuns } from './runs.ts'
import { undeliveredRuns } from './undelivered.ts'

/** So many runs wait for a collector that is away, however few are to be kept. */
export const maxUndelivered = 200

/**
 * Removes the files of ended runs, the oldest first, until no more than `keep` are left. One that is open stays: where the clock was set back,
 * the run that is just beginning looks like the oldest. So does one that the collector has not got all of. Gives those that it will never get.
 */
export const forgetOldRuns = (state: StateDirectory, keep: number): string[] => {
  const undelivered = undeliveredRuns(state)
  const kept = new Set([...openRuns(state), ...undelivered.slice(-maxUndelivered)])
  const others = state.runs().filter((run) => !kept.has(run))
  const forgotten = others.slice(0, Math.max(0, kept.size + others.length - keep))
  for (const run of forgotten) rmSync(state.run(run).directory, { recursive: true })
  return forgotten.filter((run) => undelivered.includes(run))
}
