import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentFiles } from './documents.ts'
import { buildPackage, type BuildOptions } from './dpkg-deb.ts'
import type { Package } from './package.ts'
import { stage } from './stage.ts'

/** Lays a package's files out and builds it. Gives the file of the package. */
export const makePackage = async (
  { files, complete, scripts, ...about }: Package, options: Pick<BuildOptions, 'into' | 'sourceDateEpoch' | 'compression'>
): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'mimamori-package-'))
  try {
    stage([...files, ...documentFiles({ ...about, sourceDateEpoch: options.sourceDateEpoch })], root)
    await complete?.(root)
    return await buildPackage({ description: about.description, root, scripts, ...options })
  } finally {
    await rm(root, { recursive: true })
  }
}
