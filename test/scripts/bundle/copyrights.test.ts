import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { testWith } from '../../../dashboards/test/debian-tool.ts'
import { writeCopyrights } from '../../../scripts/bundle/copyrights.ts'

const test = testWith('/usr/bin/dpkg-deb')

/** A package with these files; `documents` is a link to the documents of another package. */
const packageWith = (name: string, files: Readonly<Record<string, string>>, documents?: string): string => {
  const [directory, into] = [temporaryDirectory(), temporaryDirectory()]
  const all = { 'DEBIAN/control': `Package: ${name}\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@mimamori.invalid>\nDescription: a test\n`, ...files }
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  mkdirSync(join(directory, 'usr/share/doc'), { recursive: true })
  if (documents !== undefined) symlinkSync(documents, join(directory, 'usr/share/doc', name))
  const file = join(into, `${name}_1_all.deb`)
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', directory, file], { stdio: 'ignore' })
  return file
}

test('has the licenses of each package, and nothing else of it', async () => {
  const into = join(temporaryDirectory(), 'licenses')
  await writeCopyrights([
    packageWith('base', { 'usr/share/doc/base/copyright': 'GPL', 'usr/share/doc/base/README': 'read', 'usr/bin/base': '' }),
    packageWith('library', {}, 'base'),
    packageWith('mimamori-server', { 'usr/share/doc/mimamori-server/copyright': 'Apache', 'usr/share/doc/mimamori-server/THIRD-PARTY': 'MIT' })
  ], into)
  const read = (path: string): string => readFileSync(join(into, 'usr/share/doc', path), 'utf8')
  expect(['base/copyright', 'library/copyright', 'mimamori-server/copyright', 'mimamori-server/THIRD-PARTY'].map(read)).toEqual(['GPL', 'GPL', 'Apache', 'MIT'])
  expect(['usr/share/doc/base/README', 'usr/bin', '.tar'].filter((path) => existsSync(join(into, path)))).toEqual([])
})

test('a package that says nothing of its license is not passed on', async () => {
  await expect(writeCopyrights([packageWith('silent', { 'usr/bin/silent': '' })], join(temporaryDirectory(), 'licenses'))).rejects.toThrow(
    'no copyright file in silent_1_all.deb'
  )
})
