import { run } from './command.ts'
import { cgroupOf } from './container.ts'

/** Removes a device's cgroups (the hierarchy is mounted for this moment only). @throws while a process is left in them. */
export const removeCgroup = async (machine: string): Promise<void> => {
  const script = 'mount -t cgroup2 cgroup2 /mnt && [ ! -d "/mnt/$1" ] || find "/mnt/$1" -depth -type d -exec rmdir {} +'
  await run(['unshare', '--mount', '--propagation', 'private', 'sh', '-ec', script, 'sh', cgroupOf(machine)])
}
