import { existsSync, readdirSync } from 'node:fs'
import type { StateDirectory } from './state-directory.ts'

/** Runs that are not completely delivered to the collector, oldest first. */
export const undeliveredRuns = (state: StateDirectory): string[] => state.runs().filter((run) => existsSync(state.run(run).undelivered))

/** Whether something is still to be delivered to the collector or to Grafana. */
export const hasUndelivered = (state: StateDirectory): boolean =>
  existsSync(state.queueUndelivered) || readdirSync(state.annotations).some((name) => name.endsWith('.json')) ||
    undeliveredRuns(state).length > 0
