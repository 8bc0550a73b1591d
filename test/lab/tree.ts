import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run } from './command.ts'
import { debianMirror } from './mirror.ts'

const packages = ['systemd', 'systemd-sysv', 'dbus', 'openssh-server', 'sudo', 'python3', 'git', 'iproute2', 'ca-certificates', 'curl']

/** An override of where the trees are kept. */
const variable = 'MIMAMORI_TEST_LAB_CACHE'
const defaultCache = '/var/cache/mimamori-lab'

/** The Debian releases that devices run: 13 and 12. */
export const releases = ['trixie', 'bookworm'] as const
export type Release = typeof releases[number]

/**
 * What devices run of which nothing else is said; the variable tries a whole lab with the other release. @throws {Error} for any other name
 */
export const usualRelease = (): Release => {
  const wanted = process.env['MIMAMORI_TEST_LAB_RELEASE'] || 'trixie'
  const release = releases.find((one) => one === wanted)
  if (release === undefined) throw new Error(`MIMAMORI_TEST_LAB_RELEASE: expected ${releases.join(' or ')}, got ${JSON.stringify(wanted)}`)
  return release
}

/** Another list of packages or another change below is another tree. */
const treeName = (release: Release): string =>
  `${release}-${process.arch}-${createHash('sha256')
    .update([...packages, '4'].join(' '))
    .digest('hex')
    .slice(0, 12)}`

/**
 * systemd-nspawn mounts an id of the device's own boot over the kernel's. By these two Debian 12's systemd gives a service another /proc,
 * without that mount, and the service would be in another boot than everybody else; on a machine there is only one.
 */
const bootId = {
  file: 'etc/systemd/system/service.d/boot-id.conf',
  content: '[Service]\nProtectKernelTunables=no\nProtectControlGroups=no\n'
}

/** What makes one installed system into the start of many devices. */
const prepare = async (tree: string, release: Release): Promise<void> => {
  if (release === 'bookworm') {
    await mkdir(join(tree, dirname(bootId.file)), { recursive: true })
    await writeFile(join(tree, bootId.file), bootId.content)
  }
  // The host's name would win over --hostname, and its resolver and machine id would be every device's.
  await Promise.all(['etc/hostname', 'etc/resolv.conf', 'var/lib/dbus/machine-id'].map((file) => rm(join(tree, file), { force: true })))
  await writeFile(join(tree, 'etc/machine-id'), '')
  await rm(join(tree, 'var/cache/apt/archives'), { recursive: true, force: true })
}

/**
 * The directory of a Debian system that all devices share, read-only, below their own writable layers. Made with
 * debootstrap at the first call (about 75 s, 460 MB) and kept.
 */
export const sharedTree = async (say: (line: string) => void = () => {}, release = usualRelease()): Promise<string> => {
  const cache = process.env[variable] || defaultCache
  const tree = join(cache, treeName(release))
  if (existsSync(tree)) return tree
  const building = join(cache, `.building-${release}-${process.pid}`)
  await mkdir(cache, { recursive: true })
  say(`making the devices’ Debian system in ${tree} (once, about two minutes) …`)
  try {
    await run(['debootstrap', '--variant=minbase', `--include=${packages.join(',')}`, release, building, await debianMirror()], {
      timeoutMs: 600_000
    })
    await prepare(building, release)
    // The first to finish has made it; the work of a second one at the same time is thrown away.
    await rename(building, tree).catch((error: NodeJS.ErrnoException) => { if (!existsSync(tree)) throw error })
  } finally {
    await rm(building, { recursive: true, force: true })
  }
  return tree
}
