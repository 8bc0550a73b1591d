/** The scheduler's counters of one CPU. */
export interface CpuSchedstat {
  readonly cpu: string
  readonly runningNanoseconds: number
  readonly waitingNanoseconds: number
  readonly timeslices: number
}

/** Reads /proc/schedstat: the last three of the nine numbers of each CPU (Documentation/scheduler/sched-stats.rst of the kernel). */
export const parseSchedstat = (text: string): CpuSchedstat[] => {
  const cpus: CpuSchedstat[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('cpu')) continue
    const [name, ...numbers] = line.split(' ')
    const [running, waiting, timeslices] = numbers.slice(6, 9).map(Number)
    if (running === undefined || waiting === undefined || timeslices === undefined || Number.isNaN(running + waiting + timeslices)) {
      throw new Error(`expected nine numbers in this line of schedstat: ${JSON.stringify(line)}`)
    }
    cpus.push({ cpu: name!.slice(3), runningNanoseconds: running, waitingNanoseconds: waiting, timeslices })
  }
  return cpus
}
