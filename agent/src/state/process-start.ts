import { readProcessStat } from '@mimamori/program/process-stat'

/** The start of a process, in clock ticks since boot; undefined if there is no such process. */
export const startTicksOf = (pid: number): number | undefined => {
  try {
    return readProcessStat(pid).startTicks
  } catch {
    return undefined
  }
}
