import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { architectures as all, type Architecture } from './architecture.ts'
import { fetchByNpm, findNode, lockedNode, NodePackageError, type FetchPackage } from './node-package.ts'
import { packFiles, packRelease, sha256Of } from './pack-release.ts'
import { publishedFile, readPublished, type PublishedAgent, type PublishedArchive } from './published-agent.ts'
import { revisionOf, type AgentRelease } from './release-files.ts'

export type PublishEvent =
  | { readonly kind: 'fetching', readonly spec: string }
  | { readonly kind: 'packed' | 'unchanged', readonly file: string, readonly bytes: number }
  | { readonly kind: 'left-out', readonly architecture: Architecture, readonly error: NodePackageError }

export interface PublishOptions {
  readonly checkout: string
  readonly directory: string
  readonly release: AgentRelease
  /** Files of the checkout by their names in the archive (installer-files.ts). */
  readonly installerFiles: Readonly<Record<string, string>>
  readonly onEvent: (event: PublishEvent) => void
  readonly architectures?: readonly Architecture[]
  /** The level of releases, unless set (pack-release.ts). */
  readonly gzipLevel?: number
  readonly fetchPackage?: FetchPackage
}

const isArchive = (name: string): boolean => /^mimamori-agent-.*\.tar\.gz$/.test(name)

/** The user of the role reads there, whoever has made it under whatever umask. */
const makeDirectory = async (directory: string): Promise<void> => {
  if (await mkdir(directory, { recursive: true }) !== undefined) await chmod(directory, 0o755)
}

/** `.packing-PID-…`: two may publish at once. */
const makeWorkDirectory = (directory: string): Promise<string> => mkdtemp(join(directory, `.packing-${process.pid}-`))

/** Removes the work directories of killed runs: some 200 MB each. */
const removeUnfinished = async (directory: string): Promise<void> => {
  for (const name of await readdir(directory)) {
    const [, pid] = /^\.packing-(\d+)-/.exec(name) ?? []
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) await rm(join(directory, name), { recursive: true })
  }
}

/** A run may still read the release published before; older ones are removed. */
const forgetOlder = async (directory: string, ...published: readonly (PublishedAgent | undefined)[]): Promise<void> => {
  const current = new Set(
    published.flatMap((one) => one === undefined ? [] : [...Object.values(one.archives), one.installer].map(({ file }) => file))
  )
  for (const name of await readdir(directory)) if (isArchive(name) && !current.has(name)) await rm(join(directory, name))
}

/** It is named by its content. */
export const installerName = (files: Readonly<Record<string, string>>): string => {
  const hash = createHash('sha256')
  for (const [name, file] of Object.entries(files)) hash.update(`\0${name}\0`).update(readFileSync(file))
  return `mimamori-agent-installer-${hash.digest('hex').slice(0, 12)}.tar.gz`
}

const publishInstaller = async (files: Readonly<Record<string, string>>, directory: string): Promise<PublishedArchive> => {
  const file = installerName(files)
  const work = await makeWorkDirectory(directory)
  try {
    await packFiles(files, { work, archive: join(directory, file) })
  } finally {
    await rm(work, { recursive: true })
  }
  return { file, sha256: await sha256Of(join(directory, file)) }
}

/**
 * Packs the release for each architecture whose Node.js is available, and then names it as what the role takes. An archive
 * that is there is kept: a device would not take other bytes under the same revision.
 */
export const publishAgent = async (
  { checkout, directory, release, installerFiles, onEvent, architectures = all, gzipLevel, fetchPackage = fetchByNpm }: PublishOptions
): Promise<PublishedAgent> => {
  await makeDirectory(directory)
  await removeUnfinished(directory)
  const before = readPublished(directory)
  const node = lockedNode(checkout, architectures[0]!).version
  const revision = revisionOf(release, node)

  const publish = async (architecture: Architecture): Promise<PublishedArchive> => {
    const file = `mimamori-agent-${revision}-${architecture.machine}.tar.gz`
    const archive = join(directory, file)
    const known = before?.archives[architecture.machine]
    // An archive that differs from the published one was damaged on the disk.
    const isThere = existsSync(archive) && (known?.file !== file || known.sha256 === await sha256Of(archive))
    if (!isThere) {
      const work = await makeWorkDirectory(directory)
      try {
        const unpacked = join(work, 'node')
        await mkdir(unpacked)
        const found = await findNode(
          architecture, unpacked, { checkout, directory, fetchPackage, onFetch: (spec) => onEvent({ kind: 'fetching', spec }) }
        )
        await packRelease(release, { node: found, work, archive, gzipLevel })
      } finally {
        await rm(work, { recursive: true })
      }
    }
    onEvent({ kind: isThere ? 'unchanged' : 'packed', file, bytes: (await stat(archive)).size })
    return { file, sha256: await sha256Of(archive) }
  }

  const archives: Record<string, PublishedArchive> = {}
  for (const architecture of architectures) {
    try {
      archives[architecture.machine] = await publish(architecture)
    } catch (error) {
      if (!(error instanceof NodePackageError)) throw error
      onEvent({ kind: 'left-out', architecture, error })
    }
  }
  const installer = await publishInstaller(installerFiles, directory)
  const published = { revision, version: release.version, node, archives, installer }
  if (Object.keys(archives).length > 0) {
    replaceFileSync(join(directory, publishedFile), `${JSON.stringify(published, undefined, 2)}\n`, { mode: 0o644 })
    await forgetOlder(directory, before, published)
  }
  return published
}
