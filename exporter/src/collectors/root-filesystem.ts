import { collector, NoDataError } from '../collector.ts'
import { isReadOnly } from '../parse/mountinfo.ts'
import { readMounts } from '../read-mounts.ts'
import { gauge } from '../text-format/index.ts'

/** Whether the root file system can be written: a failing SD card often shows first in a root that is remounted read-only. */
export const rootFilesystem = collector('root_filesystem', 'whether the root file system can be written', (roots) => () => {
  // The last of several mounts on one directory covers the others.
  const mounts = readMounts(roots)
  const root = mounts.findLast(({ mountPoint }) => mountPoint === roots.rootfs) ?? mounts.findLast(({ mountPoint }) => mountPoint === '/')
  if (root === undefined) throw new NoDataError('nothing is mounted on /')
  return [
    gauge(
      'mimamori_root_filesystem_readonly',
      'Whether the root file system is read-only, by its mount options or after an error. An overlay root (fstype overlay) counts as writable.',
      [{ labels: { device: root.device, fstype: root.fsType }, value: isReadOnly(root) ? 1 : 0 }]
    )
  ]
})
