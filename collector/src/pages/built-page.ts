import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { readBuilt, writeBuilt } from '@mimamori/program/built-file'
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

/**
 * Gives the page and the manual as they were built of these files, which costs a second of CPU time. If they were not, it builds them, and
 * keeps them for the next start if the user may write there. @throws if a file of the page does not compile
 */
export const openPage = async (
  { file = builtFile, buildPage = build }: { readonly file?: string, readonly buildPage?: () => Promise<BuiltPage> } = {}
): Promise<BuiltPage> => {
  const source = fingerprint(checkout, inputs)
  const built = readBuilt(file, source)
  if (built !== undefined) return deserialize(built) as BuiltPage
  const page = await buildPage()
  writeBuilt(file, source, serialize(page))
  return page
}

let opened: Promise<BuiltPage> | undefined
/** The same, once in a process. */
export const builtPage = (): Promise<BuiltPage> => opened ??= openPage()
