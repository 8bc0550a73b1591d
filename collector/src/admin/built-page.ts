import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { fingerprint } from '@mimamori/program/fingerprint'
import type { Manual } from './manual-parts.ts'
import type { PageAssets } from './page-assets.ts'

/** What the collector serves to people, as it is built of the page's source and the Markdown of the manual. */
export interface BuiltPage {
  readonly assets: PageAssets
  readonly manual: Manual
}

const checkout = join(import.meta.dirname, '../../..')
const builtFile = join(checkout, 'dist/page')
/** npm's list of what is installed is one of them: Preact is in the page. */
const inputs = [
  'collector/page/src', 'collector/contract/src', 'collector/src/admin',
  ...['docs', 'docs/ja'].flatMap((docs) => [`${docs}/runbook`, `${docs}/guides`]), 'node_modules/.package-lock.json'
]

/** The compiler and the renderer are loaded only where something is to be built. */
const build = async (): Promise<BuiltPage> => {
  const [{ bundlePage }, { renderManual }] = await Promise.all([import('./page-assets.ts'), import('./manual.ts')])
  const [assets, manual] = await Promise.all([bundlePage(), renderManual()])
  return { assets, manual }
}

const checksumBytes = 32
const checksum = (source: Buffer, built: Uint8Array): Buffer => createHash('sha256').update(source).update(built).digest()

/** Undefined where nothing is built, or what is there is of another source or damaged. */
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
  // Of two starts at once each writes a file of its own.
  const own = `${file}-${process.pid}`
  // A collector's umask would close it to the service that another user runs.
  if (mkdirSync(dirname(file), { recursive: true }) !== undefined) chmodSync(dirname(file), 0o755)
  replaceFileSync(own, Buffer.concat([checksum(source, built), built]), { mode: 0o644 })
  renameSync(own, file)
}

/**
 * The page and the manual as they were built of these files, which costs a second of CPU time; where none was, they are built, and kept for the
 * next start where the user may write there. @throws where a file of the page does not compile
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
    // A service may not write where its code is; the page is built at each of its starts.
  }
  return page
}

let opened: Promise<BuiltPage> | undefined
/** The same, once for a process. */
export const builtPage = (): Promise<BuiltPage> => opened ??= openPage()
