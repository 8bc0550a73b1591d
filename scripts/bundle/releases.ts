import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { SigningKey } from './signing-key.ts'
import { runTool } from './tool.ts'

/** A commit of an application on the devices, to be published on the server. */
export interface BundledRelease {
  /** The name under which it is published. */
  readonly name: string
  readonly commit: string
  /** The checkout that it is in. */
  readonly directory: string
}

/** The reasons why a checkout is no release. */
export type ReleaseMistake = 'noCheckout' | 'badName' | 'uncommitted'

/** As release-mirror.ts takes them. */
const isName = (name: string): boolean => /^[a-z0-9][a-z0-9-]{0,99}$/.test(name)

/** Reads the commit that is checked out in a directory. `given`: the directory, which names the release, or NAME=DIRECTORY. */
export const readRelease = async (given: string): Promise<BundledRelease | ReleaseMistake> => {
  const [, own, path = ''] = /^(?:([^/=]*)=)?(.*)$/.exec(given)!
  const directory = resolve(path)
  const git = (...args: readonly string[]): Promise<string> => runTool('git', ['-C', directory, ...args])
  let commit: string
  try {
    commit = (await git('rev-parse', '--verify', 'HEAD^{commit}')).trim()
  } catch {
    return 'noCheckout'
  }
  const name = own ?? basename((await git('rev-parse', '--show-toplevel')).trim())
  if (!isName(name)) return 'badName'
  return await git('status', '--porcelain') === '' ? { name, commit, directory } : 'uncommitted'
}

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/**
 * Writes each commit with its history into a file of its own (git-bundle(1)), NAME-COMMIT.bundle, and a signed list of their checksums,
 * as sha256sum(1) reads it.
 */
export const writeReleases = async (releases: readonly BundledRelease[], into: string, key: SigningKey): Promise<void> => {
  await mkdir(into)
  const lines: string[] = []
  for (const { name, commit, directory } of releases) {
    const file = `${name}-${commit}.bundle`
    await runTool('git', ['-C', directory, '-c', 'pack.threads=1', 'bundle', 'create', '--quiet', join(into, file), 'HEAD'])
    lines.push(`${await sha256Of(join(into, file))}  ${file}\n`)
  }
  const list = lines.join('')
  await writeFile(join(into, 'SHA256SUMS'), list)
  await writeFile(join(into, 'SHA256SUMS.asc'), await key.signatureOf(list))
}
