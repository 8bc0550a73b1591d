import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'

/**
 * inotify instances that systemd in a device holds, and one more while it boots: where one is missing, a unit fails and the device counts
 * as degraded.
 */
const instancesOfDevice = 6

/** What root's processes hold, in all containers: a device's root is ours (inotify(7), max_user_instances). */
const instancesInUse = (): number => {
  let found = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (statSync(`/proc/${pid}`).uid !== 0) continue
      for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
        if (readlinkSync(`/proc/${pid}/fd/${descriptor}`) === 'anon_inode:inotify') found++
      }
    } catch {
      // It has ended, or closed it, while we looked.
    }
  }
  return found
}

/** How many more devices this machine can boot beside what runs now. */
export const devicesThatFit = (): number =>
  Math.max(0, Math.floor((Number(readFileSync('/proc/sys/fs/inotify/max_user_instances', 'utf8')) - instancesInUse()) / instancesOfDevice))
