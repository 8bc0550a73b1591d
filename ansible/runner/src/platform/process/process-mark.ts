import { readFileSync } from 'node:fs'
import { readProcessStat } from '@mimamori/program/process-stat'

/** Identifies a process, also if its number is reused later. */
export interface ProcessMark {
  readonly pid: number
  /** Its start in clock ticks since boot. */
  readonly startTicks: number
  readonly bootId: string
}

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

export const markOf = (pid: number): ProcessMark => ({ pid, startTicks: readProcessStat(pid).startTicks, bootId: bootId() })

/** Whether this process is still alive. A zombie (Z), whose parent has not waited for it, is not. */
export const isAlive = (mark: ProcessMark): boolean => {
  try {
    const { state, startTicks } = readProcessStat(mark.pid)
    return mark.bootId === bootId() && mark.startTicks === startTicks && state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}
