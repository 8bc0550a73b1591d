/** The kernel's counters of one block device. */
export interface DiskStats {
  readonly major: number
  readonly minor: number
  readonly device: string
  /** From `reads completed` on; 11 numbers, 15 since Linux 4.18, 17 since 5.5. */
  readonly counts: readonly number[]
}

/**
 * Reads /proc/diskstats (Documentation/admin-guide/iostats.rst of the kernel). A line with fewer numbers, of a very old kernel's partition,
 * is passed over.
 */
export const parseDiskstats = (text: string): DiskStats[] => {
  const disks: DiskStats[] = []
  for (const line of text.split('\n')) {
    const [major, minor, device, ...counts] = line.trim().split(/ +/)
    if (device === undefined || counts.length < 11) continue
    const numbers = counts.map(Number)
    if (numbers.some(Number.isNaN)) throw new Error(`expected numbers in this line of diskstats: ${JSON.stringify(line)}`)
    disks.push({ major: Number(major), minor: Number(minor), device, counts: numbers })
  }
  return disks
}
