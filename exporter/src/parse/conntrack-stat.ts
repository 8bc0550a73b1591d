/**
 * Reads /proc/net/stat/nf_conntrack: a line of names, then a line of hexadecimal numbers for each CPU (ct_cpu_seq_show in
 * net/netfilter/nf_conntrack_standalone.c of the kernel). Gives each column's sum over the CPUs; `entries` is that of the whole
 * table in every line.
 */
export const parseConntrackStat = (text: string): ReadonlyMap<string, number> => {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '')
  const names = header.trim().split(/\s+/)
  const sums = new Map(names.map((name) => [name, 0]))
  for (const line of lines) {
    const numbers = line.trim().split(/\s+/).map((word) => Number.parseInt(word, 16))
    if (numbers.length !== names.length || numbers.some(Number.isNaN)) {
      throw new Error(`expected ${names.length} hexadecimal numbers in this line of nf_conntrack: ${JSON.stringify(line)}`)
    }
    names.forEach((name, i) => { sums.set(name, sums.get(name)! + numbers[i]!) })
  }
  return sums
}
