import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, copyFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { syncPath } from '@mimamori/program/durable-file'
import type { AgentRelease } from './release-files.ts'

export const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const isRun = (name: string): boolean => !name.includes('.')

interface PackOptions {
  /** The directory with bin/node and LICENSE. */
  readonly node: string
  /** An empty directory on the disk of the archive, for this alone. */
  readonly work: string
  readonly archive: string
  /** 6 if it is not given. A faster one makes a larger archive. */
  readonly gzipLevel?: number | undefined
}

/** Packs the release and a Node.js. */
export const packRelease = async ({ files }: Pick<AgentRelease, 'files'>, { node, work, ...options }: PackOptions): Promise<void> => {
  const tree = join(work, 'tree')
  await mkdir(join(tree, 'node/bin'), { recursive: true })
  await copyFile(join(node, 'bin/node'), join(tree, 'node/bin/node'))
  await chmod(join(tree, 'node/bin/node'), 0o755)
  await copyFile(join(node, 'LICENSE'), join(tree, 'node/LICENSE'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(tree, name), content, { mode: isRun(name) ? 0o755 : 0o644 })
  await packTree(tree, { work, ...options })
}

/** The same for files of the checkout, by their names in the archive. */
export const packFiles = async (files: Readonly<Record<string, string>>, { work, archive }: Omit<PackOptions, 'node'>): Promise<void> => {
  const tree = join(work, 'tree')
  for (const [name, file] of Object.entries(files)) {
    await mkdir(dirname(join(tree, name)), { recursive: true })
    await copyFile(file, join(tree, name))
  }
  await packTree(tree, { work, archive })
}

/** The archive has its name once it is whole and on the disk. */
const packTree = async (tree: string, { work, archive, gzipLevel = 6 }: Omit<PackOptions, 'node'>): Promise<void> => {
  const part = join(work, basename(archive))
  // Nothing of this machine, its umask or the time is in it.
  const tar = spawn('tar', [
    '--create', '--file', '-', '--directory', tree,
    '--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX', '--mtime=@0', '.'
  ], { stdio: ['ignore', 'pipe', 'pipe'] })
  // Node.js compresses in half the time of gzip(1).
  const [[exitCode], stderr] = await Promise.all([
    once(tar, 'close') as Promise<[number | null]>,
    text(tar.stderr),
    pipeline(tar.stdout, createGzip({ level: gzipLevel }), createWriteStream(part))
  ])
  if (exitCode !== 0) throw Object.assign(new Error(`tar ended with exit code ${exitCode}`), { stderr })
  await chmod(part, 0o644)
  syncPath(part)
  await rename(part, archive)
}
