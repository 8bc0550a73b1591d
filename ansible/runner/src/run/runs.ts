import { existsSync, readFileSync } from 'node:fs'
import type { StateDirectory } from '../state/state-directory.ts'

/** Runs without a result, oldest first. */
export const openRuns = (state: StateDirectory): string[] => state.runs().filter((run) => !existsSync(state.run(run).result))

/** More would be long for an argument of the role's steps, and a claim ends by itself before so many further runs have begun. */
const maxClosedRuns = 200

/** Runs that are over, the newest of them: what a device keeps for one, such as its claim, is for nobody any more. */
export const closedRuns = (state: StateDirectory): string[] =>
  [...state.runs().filter((run) => existsSync(state.run(run).result)), ...state.badRuns()].slice(-maxClosedRuns)

/** The run that has, or last had, the lock; undefined where its files are gone, or there was none. */
export const runOfLock = (state: StateDirectory): string | undefined => {
  const run = existsSync(state.lock) ? readFileSync(state.lock, 'utf8').trim() : ''
  return state.runs().includes(run) ? run : undefined
}

/** The run that began last; by the times in their plans only where the lock does not say, since the clock may have been set back. */
export const latestRun = (state: StateDirectory): string | undefined => runOfLock(state) ?? state.runs().at(-1)
