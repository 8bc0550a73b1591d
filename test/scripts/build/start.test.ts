import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { writeBuilt } from '@mimamori/program/built-file'
import { fingerprint } from '@mimamori/program/fingerprint'
import { bundleInputs, bundleNames } from '../../../collector/src/bundle.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'

const root = join(import.meta.dirname, '../../..')

/** A checkout whose sources and bundle say which of them was started. */
let checkout: string
beforeEach(() => {
  checkout = temporaryDirectory()
  for (const path of ['collector/src/start.ts', 'collector/src/bundle.ts', 'program/src', 'program/package.json', 'package.json']) {
    cpSync(join(root, path), join(checkout, path), { recursive: true })
  }
  writeFileSync(join(checkout, 'collector/src/main.ts'), "console.log('sources')\n")
  mkdirSync(join(checkout, 'node_modules/@mimamori'), { recursive: true })
  symlinkSync(join(checkout, 'program'), join(checkout, 'node_modules/@mimamori/program'))
})

const start = (): string =>
  spawnSync(process.execPath, [join(checkout, 'collector/src/start.ts')], { encoding: 'utf8' }).stdout
const build = (): void => {
  const source = fingerprint(checkout, bundleInputs)
  for (const name of bundleNames) writeBuilt(join(checkout, 'dist', name), source, Buffer.from("console.log('bundle')\n"))
}

it('starts the collector from its bundle', () => {
  build()
  expect(start()).toBe('bundle\n')
})

it('starts the sources if a thread’s bundle is missing', () => {
  build()
  rmSync(join(checkout, 'dist/logs-reader-thread.cjs'))
  expect(start()).toBe('sources\n')
})

it('starts the sources if nothing was built, and if they have changed since', () => {
  expect(start()).toBe('sources\n')
  build()
  writeFileSync(join(checkout, 'program/src/added.ts'), 'export {}\n')
  expect(start()).toBe('sources\n')
})
