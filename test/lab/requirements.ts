import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { nodeBinary } from './node-binary.ts'

/** Programs and the Debian packages that have them. */
const programs: readonly (readonly [program: string, debianPackage: string])[] = [
  ['systemd-nspawn', 'systemd-container'],
  ['debootstrap', 'debootstrap'],
  ['ip', 'iproute2'],
  ['ssh', 'openssh-client'],
  ['ssh-keygen', 'openssh-client'],
  ['unshare', 'util-linux'],
  ['setpriv', 'util-linux'],
  ['apt-get', 'apt']
]

const isInPath = (program: string): boolean =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((directory) => existsSync(join(directory, program)))

/** What keeps this machine from running a lab, a sentence each with what to do about it; empty where nothing does. */
export const missingForLab = (): string[] => {
  const missing: string[] = []
  if (process.platform !== 'linux') return [`the lab boots systemd containers, and so needs Linux; this is ${process.platform}`]
  if (process.getuid?.() !== 0) {
    missing.push('the lab boots systemd containers and makes a network bridge, and so must run as root (try: sudo npm run lab)')
  }
  const packages = new Set(programs.filter(([program]) => !isInPath(program)).map(([, debianPackage]) => debianPackage))
  if (packages.size > 0) missing.push(`programs are missing; on Debian: apt-get install --no-install-recommends ${[...packages].join(' ')}`)
  if (!existsSync(nodeBinary)) missing.push(`the devices need ${nodeBinary}, which npm installs (npm ci --include=optional)`)
  return missing
}
