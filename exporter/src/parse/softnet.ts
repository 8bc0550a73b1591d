/** Counters of network packets of one CPU; undefined if an older kernel has none. */
export interface CpuSoftnet {
  readonly cpu: string
  readonly processed: number
  readonly dropped: number
  readonly timesSqueezed: number
  readonly cpuCollision: number
  readonly receivedRps: number | undefined
  readonly flowLimitCount: number | undefined
  readonly backlogLength: number | undefined
}

/** Reads /proc/net/softnet_stat: a line of hexadecimal numbers for each CPU (softnet_seq_show in net/core/net-procfs.c of the kernel). */
export const parseSoftnet = (text: string): CpuSoftnet[] => text.split('\n').filter((line) => line !== '').map((line, index) => {
  const numbers = line.trim().split(/ +/).map((word) => /^[\da-f]+$/i.test(word) ? Number.parseInt(word, 16) : NaN)
  if (numbers.length < 9 || numbers.some(Number.isNaN)) {
    throw new Error(`expected at least nine hexadecimal numbers in this line of softnet_stat: ${JSON.stringify(line)}`)
  }
  return {
    // Since 5.14 a line names its CPU; a CPU that is offline has none.
    cpu: String(numbers[12] ?? index),
    processed: numbers[0]!,
    dropped: numbers[1]!,
    timesSqueezed: numbers[2]!,
    cpuCollision: numbers[8]!,
    receivedRps: numbers[9],
    flowLimitCount: numbers[10],
    backlogLength: numbers[12] === undefined ? undefined : numbers[11]
  }
})
