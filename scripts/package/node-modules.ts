import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { PackageFile } from './stage.ts'

interface Locked {
  readonly dev?: true
  readonly optional?: true
  readonly link?: true
  /** The workspace that a link leads to. */
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const bundler = 'node_modules/esbuild'

/** Whether it is loaded, or a license: types, documents and what the authors work with come along. */
const isNeeded = (name: string): boolean => /^[^.].*\.(?:[cm]?js|json)$|^(?:licen[cs]e|notice|copying)/i.test(name)

/** Directories that no program loads from; the packages in a package's own node_modules are counted apart. */
const unneeded = new Set(['node_modules', 'test', 'tests', 'bench', 'benchmark', 'benchmarks', 'docs', 'example', 'examples', 'integration'])

/** The files of one npm package. */
const filesOf = (directory: string): readonly string[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry): readonly string[] => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return unneeded.has(entry.name) ? [] : filesOf(path)
    return entry.isFile() && isNeeded(entry.name) ? [path] : []
  })

/** The packages of package-lock.json that are not for development, nor for one architecture, nor links to workspaces: their directories. */
export const shippedModules = (checkout: string): readonly string[] => {
  const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> }
  return Object.entries(packages).filter(
    ([path, { dev, optional, link }]) => path.startsWith('node_modules/') && !dev && !optional && !link && path !== bundler
  ).map(([path]) => path)
}

/**
 * The npm packages of package-lock.json that a server needs when it runs, out of the checkout's node_modules, and its links to workspaces:
 * none for development; none that is optional, such as Node.js, since it is for one architecture; no bundler; and none of the page, which
 * is bundled. Paths are below the checkout.
 */
export const productionModules = (checkout: string, workspaces: readonly string[]): readonly PackageFile[] => {
  const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>
  }
  const left = [bundler, ...Object.keys(packages['collector/page']!.dependencies!).map((name) => `node_modules/${name}`)]
  return Object.entries(packages).flatMap(([path, { dev, optional, link, resolved }]): readonly PackageFile[] => {
    if (!path.startsWith('node_modules/') || dev || optional) return []
    if (link) return workspaces.includes(resolved!) ? [{ path, linkTo: relative(join(path, '..'), resolved!) }] : []
    if (left.includes(path)) return []
    return filesOf(join(checkout, path)).map((from) => ({ path: relative(checkout, from), from, mode: 0o644 }))
  })
}

/** Node.js as the npm package that a checkout has it from, in a directory below the checkout. `node`: that with bin/node and LICENSE. */
export const nodeModule = (directory: string, version: string, node: string): readonly PackageFile[] => [
  { path: join(directory, 'bin/node'), from: join(node, 'bin/node'), mode: 0o755 },
  { path: join(directory, 'LICENSE'), from: join(node, 'LICENSE'), mode: 0o644 },
  { path: join(directory, 'package.json'), content: `${JSON.stringify({ name: basename(directory), version })}\n`, mode: 0o644 },
  { path: 'node_modules/.bin/node', linkTo: join('..', basename(directory), 'bin/node') }
]
