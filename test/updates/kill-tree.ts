import { readdirSync } from 'node:fs'
import { readProcessStat } from '@mimamori/program/process-stat'

const parentOf = (pid: number): number | undefined => {
  try {
    return readProcessStat(pid).parent
  } catch {
    return undefined
  }
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Stops a process before it looks for its children, so that none is begun meanwhile; gives it and all below it. */
const stopTree = (pid: number): number[] => {
  signal(pid, 'SIGSTOP')
  const children = readdirSync('/proc').map(Number).filter((one) => one > 1 && parentOf(one) === pid)
  return [pid, ...children.flatMap(stopTree)]
}

/**
 * Kills a process and all that it has started, as if at once: what a server's end does. What has made itself a daemon, such as ssh's kept
 * connections, lives on.
 */
export const killTree = (pid: number): void => { for (const one of stopTree(pid)) signal(one, 'SIGKILL') }
