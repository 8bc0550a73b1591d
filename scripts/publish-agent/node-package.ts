import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { syncPath } from '@mimamori/program/durable-file'
import type { Architecture } from './architecture.ts'

const run = promisify(execFile)

/** Node.js of an architecture is unavailable. `file` is the package's, and where to put it. */
export class NodePackageError extends Error {
  override readonly name = 'NodePackageError'
  readonly code: 'missing' | 'damaged'
  readonly file: string
  readonly spec: string

  constructor (
    code: NodePackageError['code'], { file, spec, reason }: { readonly file: string, readonly spec: string, readonly reason: string }
  ) {
    super(reason)
    this.code = code
    this.file = file
    this.spec = spec
  }
}

interface LockedPackage {
  readonly version: string
  /** As npm writes it: sha512-BASE64. */
  readonly integrity: string
}

/** The entry of package-lock.json for the npm package that carries Node.js. */
export const lockedNode = (checkout: string, { npm }: Architecture): LockedPackage => {
  const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>
  }
  const found = packages[`node_modules/node-linux-${npm}`]
  if (found === undefined) throw new Error(`package-lock.json has no node-linux-${npm}`)
  return found
}

const versionIn = (manifest: string): string => (JSON.parse(readFileSync(manifest, 'utf8')) as LockedPackage).version

/** The name of the package's file, as npm names it. */
export const packageFile = (checkout: string, architecture: Architecture): string =>
  `node-linux-${architecture.npm}-${lockedNode(checkout, architecture).version}.tgz`

/** Gets a package from the npm registry or from npm's own cache, as a file in a directory. */
export type FetchPackage = (spec: string, directory: string) => Promise<void>

export const fetchByNpm: FetchPackage = async (spec, directory) => {
  await run('npm', ['pack', spec, '--loglevel=error', '--pack-destination', directory], { timeout: 600_000 })
}

/** The first sentence of npm's message, which begins with codes: `code ETARGET`, `errno ECONNREFUSED`. */
const reasonOf = (error: unknown): string => {
  const { stderr = '', message } = error as { readonly stderr?: string, readonly message: string }
  const lines = stderr.split('\n').map(
    (line) => line.replace(/^npm (?:error|ERR!) (?:notarget |network )?/, '').trim()
  ).filter((line) => line !== '')
  return lines.find((line) => !/^(?:code|errno|syscall) /.test(line)) ?? lines[0] ?? message.split('\n')[0]!
}

export interface FindNodeOptions {
  readonly checkout: string
  /** The directory for packages that this machine does not run itself, also for one that an administrator brings. */
  readonly directory: string
  readonly fetchPackage: FetchPackage
  readonly onFetch: (spec: string) => void
}

/**
 * Gives the package's file, fetched by way of `into` if it is not there, and verified against the lockfile.
 *
 * @throws {NodePackageError}
 */
export const findNodePackage = async (
  architecture: Architecture, into: string, { checkout, directory, fetchPackage, onFetch }: FindNodeOptions
): Promise<string> => {
  const { version, integrity } = lockedNode(checkout, architecture)
  const [spec, file] = [`node-linux-${architecture.npm}@${version}`, join(directory, packageFile(checkout, architecture))]
  if (!existsSync(file)) {
    onFetch(spec)
    await fetchPackage(spec, into).catch(
      (error: unknown) => { throw new NodePackageError('missing', { file, spec, reason: reasonOf(error) }) }
    )
    // It has its name there once it is whole and on the disk: a download may be cut off.
    const fetched = join(into, basename(file))
    syncPath(fetched)
    await rename(fetched, file)
  }
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`
  if (found !== integrity) throw new NodePackageError('damaged', { file, spec, reason: `${found}, expected ${integrity}` })
  return file
}

/**
 * Gives the directory with bin/node and LICENSE of the architecture: of the installed package, which npm has verified, or
 * unpacked to `into` from the package's file.
 *
 * @throws {NodePackageError}
 */
export const findNode = async (architecture: Architecture, into: string, options: FindNodeOptions): Promise<string> => {
  const installed = join(options.checkout, 'node_modules', `node-linux-${architecture.npm}`)
  const isInstalled = existsSync(join(installed, 'bin/node')) &&
    versionIn(join(installed, 'package.json')) === lockedNode(options.checkout, architecture).version
  if (isInstalled) return installed

  const file = await findNodePackage(architecture, into, options)
  await run(
    'tar', ['--extract', '--gzip', '--file', file, '--directory', into, '--strip-components=1', 'package/bin/node', 'package/LICENSE']
  )
  return into
}
