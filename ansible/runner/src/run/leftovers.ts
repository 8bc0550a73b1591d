import { existsSync, readdirSync } from 'node:fs'
import type { StateDirectory } from '../state/state-directory.ts'

/** Runs without a verdict, oldest first. */
export const openRuns = (state: StateDirectory): string[] => state.runs().filter((run) => !existsSync(state.run(run).verdict))

/** Whether something is there that the collector or Grafana has not been told yet. */
export const hasUndelivered = ({ spool, annotations }: Pick<StateDirectory, 'spool' | 'annotations'>): boolean =>
  [spool, annotations].some((directory) => readdirSync(directory).some((name) => name.endsWith('.json')))
