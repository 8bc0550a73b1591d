import { rmSync } from 'node:fs'
import type { StateDirectory } from '../state/state-directory.ts'
import { openRuns } from './runs.ts'

/** Removes the files of ended runs, the oldest first, until no more than `keep` are left. One that is open stays: where the clock was set back, the run that is just beginning looks like the oldest. */
export const forgetOldRuns = (state: StateDirectory, keep: number): void => {
  const open = new Set(openRuns(state))
  const ended = state.runs().filter((run) => !open.has(run))
  for (const run of ended.slice(0, Math.max(0, open.size + ended.length - keep))) rmSync(state.run(run).directory, { recursive: true })
}
