import { deviceLabels } from '../device-labels.ts'

/** File systems on disks: not in memory or on the network, and no read-only images, which are always full. */
export const ofDisks = 'fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|erofs|nfs.*|cifs|fuse.*"'

/**
 * Adds the label `device` to a result by instance, site and role. In node_exporter's families of disks and file systems, `device`
 * is the disk, and `instance` is the device (docs/adr/0002-identity-labels-inside-a-page.md).
 */
export const whoseDisk = (expr: string, labels = deviceLabels): string => `max by (${labels}) (label_replace(
${expr.trim().replace(/^/gm, '  ')},
  "device", "$1", "instance", "(.+)"
))`
