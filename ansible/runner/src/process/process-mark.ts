import { readFileSync } from 'node:fs'
import type { ProcessMark } from '../state/journal.ts'

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

/** Field 22 of /proc/PID/stat (proc_pid_stat(5)); the command's name before it may hold spaces and parentheses. */
const startTicks = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
}

export const markOf = (pid: number): ProcessMark => ({ pid, startTicks: startTicks(pid), bootId: bootId() })

/** Whether that very process still lives. */
export const isAlive = (mark: ProcessMark): boolean => {
  try {
    return mark.bootId === bootId() && mark.startTicks === startTicks(mark.pid)
  } catch {
    return false
  }
}
