/** The clock ticks that one CPU has spent in each mode, in the order of proc_stat(5). */
export interface CpuTicks {
  /** The CPU's number. */
  readonly cpu: string
  /** user, nice, system, idle, iowait, irq, softirq, steal, guest, guest_nice; an old kernel has fewer. */
  readonly ticks: readonly number[]
}

/** The values of /proc/stat; a line that the kernel does not write is undefined. */
export interface ProcStat {
  readonly cpus: readonly CpuTicks[]
  readonly intr?: number
  readonly ctxt?: number
  readonly btime?: number
  readonly processes?: number
  readonly procsRunning?: number
  readonly procsBlocked?: number
  /** The total and then each vector, in the kernel's order. */
  readonly softirq?: readonly number[]
}

const numbersAfter = (line: string, start: number): number[] => line.slice(start).trim().split(/ +/).map(Number)

/** A line's first number. The interrupts' line can have thousands more, which nobody needs. */
const firstNumber = (line: string, start: number): number => Number.parseInt(line.slice(start, start + 24), 10)

const scalars = {
  intr: 'intr',
  ctxt: 'ctxt',
  btime: 'btime',
  processes: 'processes',
  procs_running: 'procsRunning',
  procs_blocked: 'procsBlocked'
} as const

/** Reads /proc/stat (proc_stat(5)). */
export const parseProcStat = (text: string): ProcStat => {
  const cpus: CpuTicks[] = []
  const stat: Partial<Record<(typeof scalars)[keyof typeof scalars], number>> & { softirq?: number[] } = {}
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ')
    const key = line.slice(0, space)
    if (key === 'softirq') stat.softirq = numbersAfter(line, space)
    else if (key.startsWith('cpu')) {
      // The first line, `cpu` alone, is the sum of the others.
      if (key.length > 3) cpus.push({ cpu: key.slice(3), ticks: numbersAfter(line, space) })
    } else if (key in scalars) stat[scalars[key as keyof typeof scalars]] = firstNumber(line, space + 1)
  }
  return { cpus, ...stat }
}
