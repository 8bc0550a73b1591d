/** One mount of /proc/PID/mountinfo. */
export interface Mount {
  /** The kernel's spelling, escapes and all, as node_exporter shows it. */
  readonly device: string
  readonly mountPoint: string
  readonly fsType: string
  /** Options of this mount, such as `ro`; those of the whole file system are superOptions. */
  readonly options: readonly string[]
  readonly superOptions: readonly string[]
  readonly major: number
  readonly minor: number
}

/** The kernel writes white space and backslashes as octal escapes (proc_pid_mountinfo(5)). */
const unescape = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

/** Reads /proc/PID/mountinfo. @throws if a line is not as proc_pid_mountinfo(5) says. */
export const parseMountinfo = (text: string): Mount[] => {
  const mounts: Mount[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    const fields = line.split(' ')
    const dash = fields.indexOf('-', 6)
    const numbers = /^(\d+):(\d+)$/.exec(fields[2] ?? '')
    if (dash === -1 || numbers === null || fields[dash + 2] === undefined) {
      throw new Error(`malformed mount point information: ${JSON.stringify(line)}`)
    }
    mounts.push({
      device: fields[dash + 2]!,
      mountPoint: unescape(fields[4]!),
      fsType: fields[dash + 1]!,
      options: fields[5]!.split(','),
      superOptions: (fields[dash + 3] ?? '').split(','),
      major: Number(numbers[1]),
      minor: Number(numbers[2])
    })
  }
  return mounts
}

/**
 * Options of ext4 after an error of the card (`errors=remount-ro`): Linux 6.15 says the second, and leaves `rw` in its place
 * (fs/ext4/super.c).
 */
const readOnly = ['ro', 'emergency_ro']

/**
 * Whether nothing can be written through a mount or in its whole file system. node_exporter 1.9 looks at the first alone
 * (https://github.com/prometheus/node_exporter/issues/3157).
 */
export const isReadOnly = ({ options, superOptions }: Mount): boolean =>
  [...options, ...superOptions].some((option) => readOnly.includes(option))
