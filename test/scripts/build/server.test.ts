import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { buildServer } from '../../../scripts/build/server.ts'
import { bundleFile, bundleInputs } from '../../../collector/src/bundle.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'

beforeAll(() => buildServer(), 60_000)

it('has nothing in the collector’s bundle that does not make it stale when it changes', () => {
  const bundled = [...readFileSync(bundleFile, 'utf8').matchAll(/^\/\/ (\S+\.(?:[cm]?js|ts|json))$/gm)].map(([, path]) => path!)
  expect(bundled).toContain('collector/src/main.ts')
  const covered = ['node_modules/', ...bundleInputs]
  expect(bundled.filter((path) => !covered.some((input) => path.startsWith(input)))).toStrictEqual([])
})

it('has no path of the checkout that it was built in, which may be moved', () => {
  expect(readFileSync(bundleFile, 'utf8')).not.toContain(join(import.meta.dirname, '../../..'))
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
  expect(ofBundle!.loaded).toContain(bundleFile)
  expect(ofSources!.loaded).not.toContain(bundleFile)
  expect(ofBundle).toMatchObject({ status: 0, output: ofSources!.output })
  expect(ofBundle!.output).toContain('MIMAMORI_LISTEN')
})
