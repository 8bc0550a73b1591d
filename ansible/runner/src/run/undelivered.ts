import { readdirSync } from 'node:fs'
import type { StateDirectory } from '../state/state-directory.ts'

/** Whether something is there that the collector or Grafana has not taken yet. */
export const hasUndelivered = ({ spool, annotations }: Pick<StateDirectory, 'spool' | 'annotations'>): boolean =>
  [spool, annotations].some((directory) => readdirSync(directory).some((name) => name.endsWith('.json')))
