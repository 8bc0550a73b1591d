/** The values of /proc/PID/status. */
export interface ProcessStatus {
  /** The program's name, cut by the kernel to 15 bytes. */
  readonly name: string
  /** Whether it has ended, and only waits for its parent to notice. */
  readonly isZombie: boolean
  /** 0 for a thread of the kernel. */
  readonly residentBytes: number
}

/** Reads /proc/PID/status (proc_pid_status(5)). */
export const parseProcessStatus = (text: string): ProcessStatus => {
  const field = (name: string): string | undefined => new RegExp(`^${name}:[\\t ]*(.*)$`, 'm').exec(text)?.[1]
  return {
    name: field('Name') ?? '',
    isZombie: /^[ZX]/.test(field('State') ?? ''),
    residentBytes: Number.parseInt(field('VmRSS') ?? '0', 10) * 1024
  }
}
