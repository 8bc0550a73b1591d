import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readBuilt, writeBuilt } from '../src/built-file.ts'

const source = Buffer.from('sources')
const content = Buffer.from('console.log("見守り")\n')

let directory: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mimamori-built-'))
  file = join(directory, 'dist/program')
})
afterEach(() => { rmSync(directory, { recursive: true }) })

it('gives what was built of this source, and JavaScript stays JavaScript', () => {
  writeBuilt(file, source, content)
  expect(readBuilt(file, source)).toStrictEqual(content)
  expect(readFileSync(file, 'utf8')).toMatch(/^\/\/ [0-9a-f]{64}\nconsole\.log/)
})

it.each<readonly [string, (built: Buffer) => Buffer]>([
  ['was cut off', (built) => built.subarray(0, -1)],
  ['is empty', () => Buffer.alloc(0)],
  ['has other content', (built) => built.fill(0, built.length - 1)],
  ['has another first line', (built) => built.fill(0, 0, 1)]
])('gives nothing of a file that %s', (_what, spoil) => {
  writeBuilt(file, source, content)
  writeFileSync(file, spoil(readFileSync(file)))
  expect(readBuilt(file, source)).toBeUndefined()
})

it('gives nothing of another source, and of no file', () => {
  expect(readBuilt(file, source)).toBeUndefined()
  writeBuilt(file, source, content)
  expect(readBuilt(file, Buffer.from('changed sources'))).toBeUndefined()
})

it('stores nothing, without an error, where the user may not write', () => {
  writeFileSync(join(directory, 'dist'), '')
  writeBuilt(file, source, content)
  expect(readBuilt(file, source)).toBeUndefined()
})

it('leaves one file', () => {
  writeBuilt(file, source, content)
  writeBuilt(file, source, content)
  expect(readdirSync(join(directory, 'dist'))).toStrictEqual(['program'])
})
