import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The facts that apt reads of a package. */
export interface Description {
  readonly name: string
  readonly version: string
  /** As Debian names it. */
  readonly architecture: string
  readonly depends: readonly string[]
  /** One line. */
  readonly summary: string
  /** Lines of at most 79 characters. */
  readonly details: readonly string[]
}

export const maintainer = 'The Mimamori maintainers <maintainers@mimamori.invalid>'

/** The fields of deb-control(5). */
export const controlFields = (
  { name, version, architecture, depends, summary, details }: Description, installedKilobytes: number
): string => [
  `Package: ${name}`,
  `Version: ${version}`,
  `Architecture: ${architecture}`,
  `Maintainer: ${maintainer}`,
  `Installed-Size: ${installedKilobytes}`,
  `Depends: ${depends.join(', ')}`,
  'Section: admin',
  'Priority: optional',
  `Description: ${summary}`,
  ...details.map((line) => ` ${line}`),
  ''
].join('\n')

/** The regular files below a directory, by their paths in it, in order. */
const filesBelow = (root: string, below = ''): readonly string[] =>
  readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    return entry.isDirectory() ? filesBelow(root, path) : entry.isFile() ? [path] : []
  }).sort()

/** As dpkg-gencontrol(1) counts: each file in whole kilobytes. */
export const installedKilobytes = (root: string): number =>
  filesBelow(root).reduce((sum, path) => sum + Math.ceil(lstatSync(join(root, path)).size / 1024), 0)

/** deb-md5sums(5), by which `dpkg --verify` finds damage. */
export const md5sums = (root: string): string =>
  filesBelow(root).map((path) => `${createHash('md5').update(readFileSync(join(root, path))).digest('hex')}  ${path}\n`).join('')
