/** One line of /proc/meminfo. */
export interface MeminfoField {
  /** As the kernel writes it, such as `Active(anon)`. */
  readonly name: string
  /** In bytes if the kernel gives a unit, else as it is (HugePages_… are counts of pages). */
  readonly value: number
}

/** Reads /proc/meminfo (proc_meminfo(5)). */
export const parseMeminfo = (text: string): MeminfoField[] => {
  const fields: MeminfoField[] = []
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    if (colon === -1) continue
    // parseInt stops at the unit, which is kB or missing.
    const value = Number.parseInt(line.slice(colon + 1), 10)
    if (Number.isNaN(value)) throw new Error(`expected a number in this line of meminfo: ${JSON.stringify(line)}`)
    fields.push({ name: line.slice(0, colon), value: line.endsWith(' kB') ? value * 1024 : value })
  }
  return fields
}
