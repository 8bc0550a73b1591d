import { collector } from '../collector.ts'
import { deviceFilter, type DevicePatterns } from '../device-filter.ts'
import { fileSystemSpace, type FileSystemSpace } from '../file-system-space.ts'
import { isReadOnly, type Mount } from '../parse/mountinfo.ts'
import { readMounts } from '../read-mounts.ts'
import { gauge, type Family, type Sample } from '../text-format/index.ts'

/** node_exporter's defaults. */
export const defaultMountPointsExclude =
  /^\/(dev|proc|run\/credentials\/.+|sys|var\/lib\/docker\/.+|var\/lib\/containers\/storage\/.+)($|\/)/
export const defaultFsTypesExclude =
  /^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs|sysfs|tracefs)$/

export interface FilesystemOptions {
  /** The mount points to show: node_exporter's by default. */
  readonly mountPoints?: DevicePatterns
  readonly fsTypes?: DevicePatterns
  /** How long to wait for the file system of a server before it is called stuck. */
  readonly mountTimeoutMs?: number
}

const sizes: readonly (readonly [string, string, keyof FileSystemSpace])[] = [
  ['node_filesystem_avail_bytes', 'Filesystem space available to non-root users in bytes.', 'availableBytes'],
  ['node_filesystem_files', 'Filesystem total file nodes.', 'files'],
  ['node_filesystem_files_free', 'Filesystem total free file nodes.', 'filesFree'],
  ['node_filesystem_free_bytes', 'Filesystem free space in bytes.', 'freeBytes'],
  ['node_filesystem_size_bytes', 'Filesystem size in bytes.', 'sizeBytes']
]

/** Size and use of the mounted file systems, and whether they can be written. */
export const filesystem = collector('filesystem', 'size and use of the mounted file systems, and whether they can be written', (
  roots,
  {
    mountPoints = { exclude: defaultMountPointsExclude },
    fsTypes = { exclude: defaultFsTypesExclude },
    mountTimeoutMs = 5000
  }: FilesystemOptions = {}
) => {
  const isMountPointShown = deviceFilter(mountPoints)
  const isTypeShown = deviceFilter(fsTypes)
  const spaceOf = fileSystemSpace({ timeoutMs: mountTimeoutMs })
  // In a container the host's mounts are seen below the root prefix; they are named as on the host.
  const nameOnHost = (mountPoint: string): string => {
    const rest = mountPoint.startsWith(roots.rootfs) ? mountPoint.slice(roots.rootfs.length) : undefined
    return rest === '' ? '/' : rest?.startsWith('/') === true ? rest : mountPoint
  }

  const shownMounts = (): Mount[] => {
    const mounts = new Map<string, Mount>()
    for (const mount of readMounts(roots)) {
      const shown = { ...mount, mountPoint: nameOnHost(mount.mountPoint) }
      // The last of several mounts on one directory covers the others.
      if (isMountPointShown(shown.mountPoint) && isTypeShown(shown.fsType)) {
        mounts.set([shown.device, shown.mountPoint, shown.fsType].join('\n'), shown)
      }
    }
    return [...mounts.values()]
  }

  return async () => {
    const answers = await Promise.all(
      shownMounts().map(async (mount) => ({ mount, answer: await spaceOf(`${roots.rootfs}${mount.mountPoint}`, mount.fsType) }))
    )
    const labelled = answers.map(({ mount, answer }) => ({
      mount,
      answer,
      labels: {
        device: mount.device,
        mountpoint: mount.mountPoint,
        fstype: mount.fsType,
        device_error: 'error' in answer ? answer.error : ''
      }
    }))
    const answered: { readonly mount: Mount, readonly answer: FileSystemSpace, readonly labels: Sample['labels'] & object }[] = []
    for (const { mount, answer, labels } of labelled) if (!('error' in answer)) answered.push({ mount, answer, labels })
    const families: Family[] = sizes.map(([name, help, key]) =>
      gauge(
        name,
        help,
        answered.map(({ answer, labels }) => ({ labels, value: answer[key] }))
      )
    )
    families.push(
      gauge(
        'node_filesystem_device_error',
        'Whether an error occurred while getting statistics for the given device.',
        labelled.map(({ answer, labels }) => ({ labels, value: 'error' in answer ? 1 : 0 }))
      ),
      gauge(
        'node_filesystem_mount_info',
        'Filesystem mount information.',
        answered.map(({ mount: { device, major, minor, mountPoint } }) => ({
          labels: { device, major: String(major), minor: String(minor), mountpoint: mountPoint },
          value: 1
        }))
      ),
      gauge(
        'node_filesystem_readonly',
        'Filesystem read-only status.',
        labelled.map(({ mount, labels }) => ({ labels, value: isReadOnly(mount) ? 1 : 0 }))
      )
    )
    return families
  }
})
