import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './command.ts'
import { debianMirror, release } from './mirror.ts'

const packages = ['systemd', 'systemd-sysv', 'dbus', 'openssh-server', 'sudo', 'python3', 'git', 'iproute2', 'ca-certificates', 'curl']

/** An override of where the tree is kept. */
const variable = 'MIMAMORI_TEST_LAB_CACHE'
const defaultCache = '/var/cache/mimamori-lab'

/** Another list of packages or another change below is another tree. */
const treeName = (): string => `${release}-${process.arch}-${createHash('sha256').update([...packages, '2'].join(' ')).digest('hex').slice(0, 12)}`

/** What makes one installed system into the start of many devices. */
const prepare = async (tree: string): Promise<void> => {
  // The host's name would win over --hostname, and its resolver and machine id would be every device's.
  await Promise.all(['etc/hostname', 'etc/resolv.conf', 'var/lib/dbus/machine-id'].map((file) => rm(join(tree, file), { force: true })))
  await writeFile(join(tree, 'etc/machine-id'), '')
  await rm(join(tree, 'var/cache/apt/archives'), { recursive: true, force: true })
}

/**
 * The directory of a Debian system that all devices share, read-only, below their own writable layers. Made with
 * debootstrap at the first call (about 75 s, 460 MB) and kept.
 */
export const sharedTree = async (say: (line: string) => void = () => {}): Promise<string> => {
  const cache = process.env[variable] || defaultCache
  const tree = join(cache, treeName())
  if (existsSync(tree)) return tree
  const building = join(cache, `.building-${process.pid}`)
  await mkdir(cache, { recursive: true })
  say(`making the devices’ Debian system in ${tree} (once, about two minutes) …`)
  try {
    await run(['debootstrap', '--variant=minbase', `--include=${packages.join(',')}`, release, building, await debianMirror()], { timeoutMs: 600_000 })
    await prepare(building)
    // The first to finish has made it; the work of a second one at the same time is thrown away.
    await rename(building, tree).catch((error: NodeJS.ErrnoException) => { if (!existsSync(tree)) throw error })
  } finally {
    await rm(building, { recursive: true, force: true })
  }
  return tree
}
