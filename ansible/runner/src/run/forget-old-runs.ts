import { rmSync } from 'node:fs'
import type { StateDirectory } from '../state/state-directory.ts'

/** Removes the files of all but the newest runs. All of them have ended. */
export const forgetOldRuns = (state: StateDirectory, keep: number): void => {
  for (const run of state.runs().slice(0, -keep)) rmSync(state.run(run).directory, { recursive: true })
}
