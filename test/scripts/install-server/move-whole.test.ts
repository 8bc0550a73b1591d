import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { moveWhole } from '../../../scripts/install-server/move-whole.ts'

const copy = (from: string, to: string): void => { cpSync(from, to, { recursive: true }) }
/** As the kernel answers where the two are on different file systems. */
const acrossFileSystems = (): never => { throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' }) }
const cutOff = (): never => { throw new Error('cut off') }

let top: string
let from: string
let to: string
let owned: string[]
const own = (path: string): void => { owned.push(path) }

beforeEach(() => {
  top = temporaryDirectory()
  ;[from, to, owned] = [join(top, 'from'), join(top, 'to'), []]
  mkdirSync(join(from, 'wal'), { recursive: true })
  writeFileSync(join(from, 'wal', '1'), 'samples')
})

test('moves on one file system without a copy, after its new user has it', () => {
  moveWhole({ from, to, own, copy: cutOff })
  expect([owned, readdirSync(top), readFileSync(join(to, 'wal', '1'), 'utf8')]).toEqual([[from], ['to'], 'samples'])
})

test('moves to another file system, and leaves nothing behind', () => {
  moveWhole({ from, to, own, copy, rename: acrossFileSystems })
  expect([owned, readdirSync(top), readFileSync(join(to, 'wal', '1'), 'utf8')]).toEqual([[from], ['to'], 'samples'])
})

test('a copy that is cut off is no move: the next one begins it anew', () => {
  const halfCopy = (_: string, path: string): never => {
    mkdirSync(path)
    writeFileSync(join(path, 'half'), '')
    return cutOff()
  }
  expect(() => { moveWhole({ from, to, own, copy: halfCopy, rename: acrossFileSystems }) }).toThrow('cut off')
  expect([existsSync(to), readFileSync(join(from, 'wal', '1'), 'utf8')]).toEqual([false, 'samples'])
  moveWhole({ from, to, own, copy, rename: acrossFileSystems })
  expect([readdirSync(top), readdirSync(to)]).toEqual([['to'], ['wal']])
})

test('moves nothing whose new user could not be set', () => {
  expect(() => { moveWhole({ from, to, own: cutOff, copy }) }).toThrow('cut off')
  expect(readdirSync(top)).toEqual(['from'])
})
