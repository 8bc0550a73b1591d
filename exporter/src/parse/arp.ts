/** Reads /proc/net/arp (proc_pid_net(5)): how many neighbours each interface has, the interfaces in the order of their first line. */
export const parseArp = (text: string): ReadonlyMap<string, number> => {
  const entries = new Map<string, number>()
  for (const line of text.split('\n').slice(1)) {
    const columns = line.trim().split(/\s+/)
    const device = columns[5]
    if (device !== undefined) entries.set(device, (entries.get(device) ?? 0) + 1)
  }
  return entries
}
