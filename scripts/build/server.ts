import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build, stop, type Plugin } from 'esbuild'
import { writeBuilt } from '@mimamori/program/built-file'
import { bundleFile, bundleSource, isBundleCurrent } from '../../collector/src/bundle.ts'
import { openPage } from '../../collector/src/pages/built-page.ts'
import { builtinsByName } from './builtins-by-name.ts'

const checkout = join(import.meta.dirname, '../..')

/**
 * Leaves a module its place in the checkout, by which it finds the threads of databases, the page and Alertmanager's base; from the bundle
 * on, since a checkout may be moved.
 */
const placeOfSource: Plugin = {
  name: 'place-of-source',
  setup (build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const file = `require('node:path').join(__dirname, ${JSON.stringify(relative(dirname(bundleFile), path))})`
      return {
        loader: 'ts',
        contents: readFileSync(path, 'utf8')
          .replaceAll('import.meta.dirname', `require('node:path').dirname(${file})`)
          .replaceAll('import.meta.url', `require('node:url').pathToFileURL(${file}).href`)
      }
    })
  }
}

const bundleCollector = async (): Promise<Uint8Array> => {
  const { outputFiles: [file] } = await build({
    entryPoints: [join(checkout, 'collector/src/main.ts')],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    // An ES module would be linked again at each start.
    format: 'cjs',
    // It has a program of its own, and is needed only where the page is not built.
    external: ['esbuild'],
    plugins: [placeOfSource, builtinsByName],
    minifySyntax: true,
    legalComments: 'inline',
    charset: 'utf8',
    logLevel: 'warning'
  }).finally(stop)
  return file!.contents
}

/** Builds what a start of the server would otherwise compile: the page, the manual and the collector's bundle, unless they are current. */
export const buildServer = async (): Promise<void> => {
  await openPage()
  if (isBundleCurrent()) return
  const source = bundleSource()
  writeBuilt(bundleFile, source, await bundleCollector())
}
