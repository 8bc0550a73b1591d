import { readFileSync } from 'node:fs'

/**
 * When a process was started, in clock ticks of this boot: field 22 of /proc/PID/stat (proc_pid_stat(5)), counted from behind the
 * command's name, which may hold spaces and parentheses. With its number it is that very process and none that came after it.
 * undefined where there is no such process. (The runner of updates reads the same in ansible/runner/src/platform/process/process-mark.ts:
 * neither package may import the other.)
 */
export const startTicksOf = (pid: number): number | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  } catch {
    return undefined
  }
}
