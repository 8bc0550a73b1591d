import { deviceLabels } from '../device-labels.ts'

/** File systems that are a disk's: not of memory, of the network, nor images that are full by nature. */
export const ofDisks = 'fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|erofs|nfs.*|cifs|fuse.*"'

/**
 * Gives a result by instance, site and role its device. In node_exporter's families of disks and file systems the label `device`
 * is the disk, and `instance` says whose it is (docs/adr/0002-identity-labels-inside-a-page.md).
 */
export const whoseDisk = (expr: string, labels = deviceLabels): string => `max by (${labels}) (label_replace(
${expr.trim().replace(/^/gm, '  ')},
  "device", "$1", "instance", "(.+)"
))`
