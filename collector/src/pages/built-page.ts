import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { readBuilt, writeBuilt } from '@mimamori/program/built-file'
import { fingerprint } from '@mimamori/program/fingerprint'
import type { Manual } from './manual-sections.ts'
import type { PageAssets } from './page-assets.ts'

/** The page and the manual that the collector serves to people, built from their source and Markdown. */
export interface BuiltPage {
  readonly assets: PageAssets
  readonly manual: Manual
}

const checkout = join(import.meta.dirname, '../../..')
/** Below the checkout: the file, and the inputs of its build, including npm's list of installed packages, since Preact is in the page. */
export const pageBuild = {
  file: 'dist/page',
  inputs: [
    'collector/page/src', 'collector/contract/src', 'collector/src/pages', 'docs/images',
    ...['docs', 'docs/ja'].flatMap((docs) => [`${docs}/runbook`, `${docs}/guides`]), 'node_modules/.package-lock.json'
  ]
} as const

/** Loads the compiler and the renderer, which only a build needs. */
const build = async (): Promise<BuiltPage> => {
  const [{ bundlePage }, { renderManual }] = await Promise.all([import('./page-assets.ts'), import('./manual.ts')])
  const [assets, manual] = await Promise.all([bundlePage(), renderManual()])
  return { assets, manual }
}

/**
 * Gives the page and the manual as built from these files, which costs a second of CPU time. If they are not built yet, it builds them, and
 * stores them for the next start if the user may write there. @throws if a file of the page does not compile
 */
export const openPage = async (
  { file = join(checkout, pageBuild.file), buildPage = build }: {
    readonly file?: string
    readonly buildPage?: () => Promise<BuiltPage>
  } = {}
): Promise<BuiltPage> => {
  const source = fingerprint(checkout, pageBuild.inputs)
  const built = readBuilt(file, source)
  if (built !== undefined) return deserialize(built) as BuiltPage
  const page = await buildPage()
  writeBuilt(file, source, serialize(page))
  return page
}

let opened: Promise<BuiltPage> | undefined
/** The same, once in a process. */
export const builtPage = (): Promise<BuiltPage> => opened ??= openPage()
