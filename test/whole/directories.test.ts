import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { makeServiceDirectories } from '../../scripts/start/directories.ts'

let root: string
let umask: number
beforeEach(() => {
  root = temporaryDirectory()
  umask = process.umask(0o077)
})
afterEach(() => {
  process.umask(umask)
})

test('npm start makes its data directory one that others can pass through, and those in it private, whatever the umask', () => {
  const { data, ...within } = makeServiceDirectories(join(root, 'var'))
  const mode = (directory: string): number => statSync(directory).mode & 0o777
  expect(mode(data)).toBe(0o711)
  expect(Object.values(within).map(mode)).toEqual(Object.values(within).map(() => 0o700))
})

test.each(['/proc/nope/var', '/dev/null/var'])('a data directory that cannot be made is an error at once: %s', (directory) => {
  expect(() => makeServiceDirectories(directory)).toThrow(/ENOENT|ENOTDIR/)
})

test('a file in the place of the data directory is named', () => {
  const file = join(root, 'file')
  writeFileSync(file, '')
  expect(() => makeServiceDirectories(file)).toThrow(`${file} is a file`)
})
