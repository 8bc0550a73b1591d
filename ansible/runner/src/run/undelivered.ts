import { existsSync, readdirSync } from 'node:fs'
import type { StateDirectory } from '../state/state-directory.ts'

/** Runs that the collector has not got all of, oldest first. */
export const undeliveredRuns = (state: StateDirectory): string[] => state.runs().filter((run) => existsSync(state.run(run).undelivered))

/** Whether something is there that the collector or Grafana has not taken yet. */
export const hasUndelivered = (state: StateDirectory): boolean =>
  existsSync(state.queueUndelivered) || readdirSync(state.annotations).some((name) => name.endsWith('.json')) || undeliveredRuns(state).length > 0
