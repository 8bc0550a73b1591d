import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { openSetDirectory, type SetDirectory, type WantedSet } from '../../src/content/set-directory.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'

let directory: string
let set: SetDirectory
beforeEach(() => {
  directory = temporaryDirectory()
  set = openSetDirectory(directory)
})

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const versionOf = (contents: Readonly<Record<string, string>>): WantedSet => ({
  name: 'welcome',
  number: 1,
  digest: hashOf(JSON.stringify(contents)),
  files: Object.entries(contents).map(([path, text]) => ({ path, size: text.length, sha256: hashOf(text) }))
})
/** Downloads what is missing of a version, and switches to it. */
const install = async (contents: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const version = versionOf(contents)
  const missing = set.missing(version.files)
  for (const file of missing) {
    writeFileSync(set.incoming(file.sha256), contents[file.path]!)
    expect(await set.accept(file)).toBe(true)
  }
  set.build(version)
  const before = set.current()
  set.switchTo(version.digest)
  set.keep([version.digest, before])
  set.forgetDownloads()
  return missing.map(({ path }) => path)
}
const shown = (path: string): string => readFileSync(join(directory, 'current', path), 'utf8')

it('shows nothing before the first version is whole, then that', async () => {
  expect(set.current()).toBeUndefined()
  expect(existsSync(join(directory, 'current'))).toBe(false)
  await install({ 'index.html': 'hello', 'img/a.png': 'png' })
  expect([shown('index.html'), shown('img/a.png')]).toEqual(['hello', 'png'])
})

it('downloads only what changed, and writes each file once', async () => {
  await install({ a: 'one', big: 'video' })
  const before = statSync(join(directory, 'current/big')).ino
  expect(await install({ a: 'two', 'films/big': 'video', copy: 'video' })).toEqual(['a'])
  expect([statSync(join(directory, 'current/films/big')).ino, statSync(join(directory, 'current/copy')).ino]).toEqual([before, before])
})

it('keeps the version before, and no older one', async () => {
  for (const text of ['one', 'two', 'three']) await install({ a: text })
  const kept = [versionOf({ a: 'two' }), versionOf({ a: 'three' })].flatMap(({ digest }) => [digest, `${digest}.json`])
  expect(readdirSync(join(directory, 'versions')).sort()).toEqual(kept.sort())
  expect(await install({ a: 'two' })).toEqual([])
  expect(shown('a')).toBe('two')
})

it('refuses a file that is not what it should be, and has it downloaded again', async () => {
  const [file] = versionOf({ a: 'one' }).files
  writeFileSync(set.incoming(file!.sha256), 'One')
  expect(await set.accept(file!)).toBe(false)
  expect(existsSync(set.incoming(file!.sha256))).toBe(false)
  expect(set.missing([file!])).toEqual([file])
})

it('knows after a restart what was downloaded and what is current', async () => {
  await install({ a: 'one' })
  const next = versionOf({ a: 'two', b: 'three' })
  writeFileSync(set.incoming(hashOf('two')), 'two')
  await set.accept(next.files[0]!)
  const restarted = openSetDirectory(directory)
  expect(restarted.current()).toBe(versionOf({ a: 'one' }).digest)
  expect(restarted.missing(next.files).map(({ path }) => path)).toEqual(['b'])
})

it('builds a version again that a power cut left unfinished', async () => {
  await install({ a: 'one' })
  const next = versionOf({ a: 'two' })
  mkdirSync(join(directory, 'versions', `${next.digest}.new`))
  writeFileSync(join(directory, 'versions', `${next.digest}.new`, 'half'), '')
  writeFileSync(join(directory, 'current.new'), '')
  expect(shown('a')).toBe('one')
  await install({ a: 'two' })
  expect(shown('a')).toBe('two')
  expect(readdirSync(join(directory, 'current'))).toEqual(['a'])
})

it('puts back what a check of the file system took away or cut, and downloads nothing else', async () => {
  const files = { a: 'one', 'films/b': 'two', c: 'three' }
  const { digest } = versionOf(files)
  await install(files)
  const before = statSync(join(directory, 'current/c')).ino
  rmSync(join(directory, 'current/films'), { recursive: true })
  truncateSync(join(directory, 'current/a'))
  expect(set.isWhole(digest)).toBe(false)
  expect(await install(files)).toEqual(['a', 'films/b'])
  expect(['a', 'films/b', 'c'].map(shown)).toEqual(['one', 'two', 'three'])
  expect([set.isWhole(digest), statSync(join(directory, 'current/c')).ino]).toEqual([true, before])
})

it('takes a version whose list of files cannot be read for one that lacks files', async () => {
  await install({ a: 'one' })
  const { digest } = versionOf({ a: 'one' })
  writeFileSync(join(directory, 'versions', `${digest}.json`), '\0\0')
  expect(set.isWhole(digest)).toBe(false)
  expect(await install({ a: 'one' })).toEqual(['a'])
  expect(set.isWhole(digest)).toBe(true)
})
