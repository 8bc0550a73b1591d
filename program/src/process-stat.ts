import { readFileSync } from 'node:fs'

export interface ProcessStat {
  readonly state: string | undefined
  readonly parent: number
  /** Its start in clock ticks since boot. With the number of the process, it identifies that process among later ones. */
  readonly startTicks: number
}

/**
 * Reads fields 3, 4 and 22 of /proc/PID/stat (proc_pid_stat(5)); the command's name before them may contain spaces and parentheses.
 * @throws if there is no such process
 */
export const readProcessStat = (pid: number): ProcessStat => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0], parent: Number(fields[1]), startTicks: Number(fields[19]) }
}
