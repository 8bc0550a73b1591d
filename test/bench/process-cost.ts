import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** CPU seconds of a process by the kernel's four sums: user and system, its own and of children that were waited for (proc_pid_stat(5)). */
const cpuTimes = (pid: number): readonly number[] => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces; utime is the 12th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).map((ticks) => Number(ticks) / ticksPerSecond)
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** CPU seconds that a process has used, user and system, with its children that have ended and been waited for. */
export const cpuSeconds = (pid: number): number => sum(cpuTimes(pid))
/** CPU seconds of the children of this process that have ended. */
export const cpuSecondsOfChildren = (): number => sum(cpuTimes(process.pid).slice(2))

export interface Memory {
  readonly anonymousBytes: number
  readonly residentBytes: number
}

/** What a process holds, from the kernel's sums over its mappings (proc_pid_smaps(5)). */
export const memoryOf = (pid: number): Memory => {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const bytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]) * 1024
  return { anonymousBytes: bytes('Anonymous'), residentBytes: bytes('Rss') }
}
