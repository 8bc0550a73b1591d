import { existsSync, readFileSync } from 'node:fs'
import type { StateDirectory } from './state-directory.ts'

/** Runs without a result, oldest first. */
export const openRuns = (state: StateDirectory): string[] => state.runs().filter((run) => !existsSync(state.run(run).result))

/** Limited because each of the role's steps is given them; a claim expires before so many further runs have begun. */
const maxClosedRuns = 200

/** The newest runs that are over: a device may discard the files that it keeps for them, such as a claim. */
export const closedRuns = (state: StateDirectory): string[] =>
  [...state.runs().filter((run) => existsSync(state.run(run).result)), ...state.badRuns()].slice(-maxClosedRuns)

/** The run that has, or last had, the lock; undefined if its files are gone, or there was none. */
export const runOfLock = (state: StateDirectory): string | undefined => {
  const run = existsSync(state.lock) ? readFileSync(state.lock, 'utf8').trim() : ''
  return state.runs().includes(run) ? run : undefined
}

/**
 * The run that began last, by the lock; by the times in the plans only if the lock does not say, since the clock may have been set back.
 */
export const latestRun = (state: StateDirectory): string | undefined => runOfLock(state) ?? state.runs().at(-1)
