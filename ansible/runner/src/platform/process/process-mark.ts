import { readFileSync } from 'node:fs'

/** Identifies a process, also if its number is reused later. */
export interface ProcessMark {
  readonly pid: number
  /** Its start in clock ticks since boot: field 22 of /proc/PID/stat. */
  readonly startTicks: number
  readonly bootId: string
}

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

/**
 * Fields 3, 4 and 22 of /proc/PID/stat (proc_pid_stat(5)); the command's name before them may contain spaces and parentheses.
 * @throws if there is no such process
 */
export const statOf = (pid: number): { readonly state: string | undefined, readonly parent: number, readonly startTicks: number } => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0], parent: Number(fields[1]), startTicks: Number(fields[19]) }
}

export const markOf = (pid: number): ProcessMark => ({ pid, startTicks: statOf(pid).startTicks, bootId: bootId() })

/** Whether this process is still alive. A zombie (Z), whose parent has not waited for it, is not. */
export const isAlive = (mark: ProcessMark): boolean => {
  try {
    const { state, startTicks } = statOf(mark.pid)
    return mark.bootId === bootId() && mark.startTicks === startTicks && state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}
