import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SigningKey } from './signing-key.ts'
import { runTool } from './tool.ts'

export interface RepositoryOptions {
  /** The version of Mimamori. */
  readonly version: string
  /** As Debian names it. */
  readonly architecture: string
  /** The release of Debian that the packages are from. */
  readonly codename: string
  readonly sourceDateEpoch: number
  readonly key: SigningKey
}

/** Makes a directory of Debian packages a signed flat repository: https://wiki.debian.org/DebianRepository/Format */
export const writeRepository = async (
  directory: string, { version, architecture, codename, sourceDateEpoch, key }: RepositoryOptions
): Promise<void> => {
  const packages = await runTool('dpkg-scanpackages', ['--hash', 'sha256', '.'], { cwd: directory })
  const sha256 = createHash('sha256').update(packages).digest('hex')
  const release = [
    'Origin: Mimamori',
    'Label: Mimamori',
    `Codename: ${codename}`,
    `Version: ${version}`,
    `Date: ${new Date(sourceDateEpoch * 1000).toUTCString()}`,
    `Architectures: ${architecture}`,
    'SHA256:',
    ` ${sha256} ${Buffer.byteLength(packages)} Packages`,
    ''
  ].join('\n')
  await writeFile(join(directory, 'Packages'), packages)
  await writeFile(join(directory, 'Release'), release)
  await writeFile(join(directory, 'InRelease'), await key.signText(release))
}
