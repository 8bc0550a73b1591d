import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { fingerprint } from '@mimamori/program/fingerprint'
import type { Manual } from './manual-parts.ts'
import type { PageAssets } from './page-assets.ts'

/** The page and the manual that the collector serves to people, built of their source and Markdown. */
export interface BuiltPage {
  readonly assets: PageAssets
  readonly manual: Manual
}

const checkout = join(import.meta.dirname, '../../..')
const builtFile = join(checkout, 'dist/page')
/** The files that the page is built of; npm's list of what is installed among them, since Preact is in the page. */
const inputs = [
  'collector/page/src', 'collector/contract/src', 'collector/src/pages', 'docs/images',
  ...['docs', 'docs/ja'].flatMap((docs) => [`${docs}/runbook`, `${docs}/guides`]), 'node_modules/.package-lock.json'
]

/** Loads the compiler and the renderer, which only who builds needs. */
const build = async (): Promise<BuiltPage> => {
  const [{ bundlePage }, { renderManual }] = await Promise.all([import('./page-assets.ts'), import('./manual.ts')])
  const [assets, manual] = await Promise.all([bundlePage(), renderManual()])
  return { assets, manual }
}

const checksumBytes = 32
const checksum = (source: Buffer, built: Uint8Array): Buffer => createHash('sha256').update(source).update(built).digest()

/** Undefined if nothing is built, or if it is of another source or damaged. */
const readBuilt = (file: string, source: Buffer): BuiltPage | undefined => {
  try {
    const content = readFileSync(file)
    const built = content.subarray(checksumBytes)
    return checksum(source, built).equals(content.subarray(0, checksumBytes)) ? deserialize(built) as BuiltPage : undefined
  } catch {
    return undefined
  }
}

const write = (file: string, source: Buffer, page: BuiltPage): void => {
  const built = serialize(page)
  // Two starts at once write a file each.
  const own = `${file}-${process.pid}`
  // A collector's umask would close it to the service that another user runs.
  if (mkdirSync(dirname(file), { recursive: true }) !== undefined) chmodSync(dirname(file), 0o755)
  replaceFileSync(own, Buffer.concat([checksum(source, built), built]), { mode: 0o644 })
  renameSync(own, file)
}

/**
 * Gives the page and the manual as they were built of these files, which costs a second of CPU time. If they were not, it builds them, and
 * keeps them for the next start if the user may write there. @throws if a file of the page does not compile
 */
export const openPage = async (
  { file = builtFile, buildPage = build }: { readonly file?: string, readonly buildPage?: () => Promise<BuiltPage> } = {}
): Promise<BuiltPage> => {
  const source = fingerprint(checkout, inputs)
  const built = readBuilt(file, source)
  if (built !== undefined) return built
  const page = await buildPage()
  try {
    write(file, source, page)
  } catch {
    // A service may not write beside its code; it builds the page at each start.
  }
  return page
}

let opened: Promise<BuiltPage> | undefined
/** The same, once in a process. */
export const builtPage = (): Promise<BuiltPage> => opened ??= openPage()
