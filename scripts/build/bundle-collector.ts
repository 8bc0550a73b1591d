import { readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { build, stop, type Plugin } from 'esbuild'
import { bundleNames, bundles } from '../../collector/src/bundle.ts'
import { builtinsByName } from './builtins-by-name.ts'

const checkout = join(import.meta.dirname, '../..')
const sources = join(checkout, 'collector/src')
const bundleOf = new Map(bundleNames.map((name) => [join(sources, bundles[name]), name]))

/** From a bundle on, since a checkout may be moved. */
const beside = (path: string): string => `require('node:path').join(__dirname, ${JSON.stringify(path)})`
const url = (file: string): string => `require('node:url').pathToFileURL(${file}).href`

/**
 * Leaves a module its place in the checkout, by which it finds the page and Alertmanager's base, but names a thread by its bundle: each
 * thread that is started from its source loads the stripper of types once more.
 */
const placeOfSource: Plugin = {
  name: 'place-of-source',
  setup (build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const file = beside(relative(join(checkout, 'dist'), path))
      return {
        loader: 'ts',
        contents: readFileSync(path, 'utf8')
          .replaceAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g, (whole, target: string) => {
            const bundle = bundleOf.get(join(path, '..', target))
            return bundle === undefined ? whole : `new URL(${url(beside(bundle))})`
          })
          .replaceAll('import.meta.dirname', `require('node:path').dirname(${file})`)
          .replaceAll('import.meta.url', url(file))
      }
    })
  }
}

/** The collector's bundles, by the paths that they belong at. */
export const bundleCollector = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { outputFiles } = await build({
    entryPoints: bundleNames.map((name) => ({ in: join(sources, bundles[name]), out: basename(name, '.cjs') })),
    outdir: join(checkout, 'dist'),
    outExtension: { '.js': '.cjs' },
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    // An ES module would be linked again at each start.
    format: 'cjs',
    // It has a program of its own, and is needed only if the page is not built.
    external: ['esbuild'],
    plugins: [placeOfSource, builtinsByName],
    minifySyntax: true,
    legalComments: 'inline',
    charset: 'utf8',
    logLevel: 'warning'
  }).finally(stop)
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]))
}
