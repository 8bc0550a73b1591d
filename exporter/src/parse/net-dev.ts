/** The traffic of an interface. */
export interface NetDevice {
  readonly device: string
  /** The sixteen numbers of its line, in the order of `netDevColumns`. */
  readonly counts: readonly number[]
}

/** The columns of /proc/net/dev, with direction and name (net/core/net-procfs.c of the kernel). */
export const netDevColumns = [
  ...['bytes', 'packets', 'errs', 'drop', 'fifo', 'frame', 'compressed', 'multicast'].map((name) => `receive_${name}`),
  ...['bytes', 'packets', 'errs', 'drop', 'fifo', 'colls', 'carrier', 'compressed'].map((name) => `transmit_${name}`)
]

/** Reads /proc/net/dev (proc_pid_net(5)): two lines of headings, then a line for each interface. */
export const parseNetDev = (text: string): NetDevice[] => {
  const devices: NetDevice[] = []
  for (const line of text.split('\n').slice(2)) {
    // A name may contain a colon itself; the numbers do not.
    const colon = line.lastIndexOf(':')
    if (colon === -1) continue
    const counts = line.slice(colon + 1).trim().split(/ +/).map(Number)
    if (counts.length !== netDevColumns.length || counts.some(Number.isNaN)) {
      throw new Error(`expected ${netDevColumns.length} numbers in this line of net/dev: ${JSON.stringify(line)}`)
    }
    devices.push({ device: line.slice(0, colon).trim(), counts })
  }
  return devices
}
