import { readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one of the same number. */
export interface ProcessMark {
  readonly pid: number
  /** Clock ticks since boot at which it was started: field 22 of /proc/PID/stat. */
  readonly startTicks: number
  readonly bootId: string
}

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

/** Fields 3, 4 and 22 of /proc/PID/stat (proc_pid_stat(5)); the command's name before them may hold spaces and parentheses. @throws where there is no such process */
export const statOf = (pid: number): { readonly state: string | undefined, readonly parent: number, readonly startTicks: number } => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0], parent: Number(fields[1]), startTicks: Number(fields[19]) }
}

export const markOf = (pid: number): ProcessMark => ({ pid, startTicks: statOf(pid).startTicks, bootId: bootId() })

/** Whether that very process still lives. One that is dead and whose parent has not asked for its end (Z) does not. */
export const isAlive = (mark: ProcessMark): boolean => {
  try {
    const { state, startTicks } = statOf(mark.pid)
    return mark.bootId === bootId() && mark.startTicks === startTicks && state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}
