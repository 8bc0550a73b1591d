import { basename, join } from 'node:path'
import { build, stop } from 'esbuild'

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

/** Bundles the page; no process of esbuild stays behind. @throws if a file of the page does not compile */
export const bundlePage = async (): Promise<PageAssets> => {
  const { outputFiles } = await build({
    entryPoints: {
      page: join(pageDirectory, 'main.tsx'),
      whole: join(pageDirectory, 'whole-page.ts'),
      style: join(pageDirectory, 'style.css')
    },
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
  }).finally(stop)
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
