import { basename, join } from 'node:path'
import { build, stop, type BuildOptions } from 'esbuild'

/** One file of the page, named by its content so that browsers may keep it for ever. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
}

export interface PageAssets {
  readonly files: ReadonlyMap<string, Asset>
  readonly script: string
  /** The script of the pages that the server sends whole. */
  readonly wholePageScript: string
  readonly style: string
}

const pageDirectory = join(import.meta.dirname, '../../page/src')
const types: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }

const options = {
  entryNames: '[name]-[hash]',
  outdir: pageDirectory,
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: ['es2022', 'chrome110', 'firefox110', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'silent'
} as const satisfies BuildOptions

/** Bundles the page; no process of esbuild stays behind. @throws if a file of the page does not compile */
export const bundlePage = async (): Promise<PageAssets> => {
  const built = await Promise.all([
    // The reader of zip files, which is rarely needed, is a file of its own that is loaded on demand.
    build({ ...options, entryPoints: { page: join(pageDirectory, 'main.tsx') }, splitting: true, chunkNames: 'part-[hash]' }),
    build({
      ...options, entryPoints: { whole: join(pageDirectory, 'whole-page.ts'), style: join(pageDirectory, 'style.css') }
    })
  ]).finally(stop)
  const outputFiles = built.flatMap((each) => each.outputFiles)
  const files = new Map(outputFiles.map(({ path, contents }) => {
    const name = basename(path)
    return [name, { type: types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream', body: Buffer.from(contents) }]
  }))
  const named = (start: string): string => {
    const name = [...files.keys()].find((file) => file.startsWith(start))
    if (name === undefined) throw new Error(`expected the bundle to have a file ${start}…, got ${[...files.keys()].join(', ')}`)
    return name
  }
  return { files, script: named('page-'), wholePageScript: named('whole-'), style: named('style-') }
}
