import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { buildServer } from '../../../scripts/build/server.ts'
import { bundleFile, bundleInputs, bundleNames } from '../../../collector/src/bundle.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'

beforeAll(() => buildServer(), 60_000)

const built = (): readonly string[] => bundleNames.map((name) => readFileSync(bundleFile(name), 'utf8'))

it('has nothing in the collector’s bundles that does not make them stale when it changes', () => {
  const bundled = built().flatMap((code) => [...code.matchAll(/^\/\/ (\S+\.(?:[cm]?js|ts|json))$/gm)].map(([, path]) => path!))
  expect(bundled).toContain('collector/src/main.ts')
  const covered = ['node_modules/', ...bundleInputs]
  expect(bundled.filter((path) => !covered.some((input) => path.startsWith(input)))).toStrictEqual([])
})

it('has no path of the checkout that it was built in, which may be moved', () => {
  const checkout = join(import.meta.dirname, '../../..')
  expect(built().filter((code) => code.includes(checkout))).toStrictEqual([])
})

it('starts every thread from a bundle, not from its source', () => {
  expect(built().filter((code) => code.includes('thread.ts"')), 'a thread that bundle.ts does not list').toStrictEqual([])
})

/** What a start loads besides Node's own ES modules. */
const loadedBy = (program: string): { readonly status: number | null, readonly output: string, readonly loaded: string } => {
  const preload = join(temporaryDirectory(), 'preload.cjs')
  writeFileSync(preload, 'process.on(\'exit\', () => { process.stderr.write(Object.keys(require.cache).join(\'\\n\')) })')
  const { status, stdout, stderr } = spawnSync(
    process.execPath, ['--require', preload, program, '--help'], { encoding: 'utf8', env: { PATH: process.env['PATH'] } }
  )
  return { status, output: stdout, loaded: stderr }
}

it('starts the collector from the bundle, which does what the sources do', () => {
  const [ofBundle, ofSources] = ['start.ts', 'main.ts'].map((name) => loadedBy(join(import.meta.dirname, '../../../collector/src', name)))
  expect(ofBundle!.loaded).toContain(bundleFile('collector.cjs'))
  expect(ofSources!.loaded).not.toContain(bundleFile('collector.cjs'))
  expect(ofBundle).toMatchObject({ status: 0, output: ofSources!.output })
  expect(ofBundle!.output).toContain('MIMAMORI_LISTEN')
})
