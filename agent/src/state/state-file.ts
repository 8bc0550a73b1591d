import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { AgentState } from './agent-state.ts'
import { startTicksOf } from './process-start.ts'

/** Makes only the directory itself: `recursive` never returns if the kernel refuses it with ENOENT, as in /proc. */
export const makeDirectory = (path: string): void => {
  try {
    mkdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Writes the state whole or not at all, into a directory in memory (RuntimeDirectory=); throws if it cannot. */
export const writeState = (path: string, state: AgentState): void => {
  makeDirectory(dirname(path))
  const next = `${path}.${state.pid}`
  writeFileSync(next, JSON.stringify(state) + '\n', { mode: 0o644 })
  renameSync(next, path)
}

/** undefined if no agent has left one; throws if it cannot be read. */
export const readState = (path: string): AgentState | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as AgentState
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Whether the agent that wrote the state still runs: the same boot, and the very process that wrote it. */
export const isRunning = ({ ended, bootId, pid, startTicks }: AgentState, currentBootId: string): boolean =>
  ended === undefined && bootId === currentBootId && startTicks !== undefined && startTicksOf(pid) === startTicks
