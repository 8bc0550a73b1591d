/** One processor of /proc/cpuinfo: the fields as they are written, each under its name. */
export type CpuInfo = ReadonlyMap<string, string>

/**
 * Reads /proc/cpuinfo (proc_cpuinfo(5)). Its fields depend on the architecture: ARM has little but `processor`
 * (and `model name`, on some), and after the last processor the board's fields, which are left out here.
 */
export const parseCpuinfo = (text: string): CpuInfo[] => {
  const cpus: CpuInfo[] = []
  for (const block of text.split('\n\n')) {
    const fields = new Map<string, string>()
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':')
      if (colon !== -1) fields.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
    }
    if (fields.has('processor')) cpus.push(fields)
  }
  return cpus
}
