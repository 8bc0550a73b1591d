/** Reads the kernel's list of CPUs, such as `0-2,5`, into their numbers (cpuset(7), "List format"). */
export const parseCpuList = (text: string): number[] => {
  const cpus: number[] = []
  for (const range of text.trim().split(',')) {
    if (range === '') continue
    const [first, last = first] = range.split('-').map(Number)
    if (first === undefined || last === undefined || Number.isNaN(first + last)) {
      throw new Error(`expected a list of CPUs such as 0-2,5, found ${JSON.stringify(text.trim())}`)
    }
    for (let cpu = first; cpu <= last; cpu++) cpus.push(cpu)
  }
  return cpus
}
