import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { thirdPartyNotices } from '../../../scripts/package/third-party.ts'

interface Package { readonly manifest: object, readonly files?: Readonly<Record<string, string>> }

/** A checkout with these npm packages. */
const checkoutWith = (packages: Readonly<Record<string, Package>>): string => {
  const checkout = temporaryDirectory()
  for (const [path, { manifest, files = {} }] of Object.entries(packages)) {
    mkdirSync(join(checkout, path), { recursive: true })
    for (const [name, content] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) writeFileSync(join(checkout, path, name), content)
  }
  return checkout
}

test('each package is named once with its license, the text of it and its notices', () => {
  const checkout = checkoutWith({
    'node_modules/b': { manifest: { name: 'b', version: '2.0.0', license: 'Apache-2.0' }, files: { LICENSE: 'Text of b\n', NOTICE: 'Notice of b\n', 'a.js': '' } },
    'node_modules/a': { manifest: { name: 'a', version: '1.0.0', license: 'MIT', author: { name: 'Ann' } } }
  })
  const line = '-'.repeat(80)
  expect(thirdPartyNotices(checkout, ['node_modules/b', 'node_modules/a', 'node_modules/b'])).toBe(
    `npm packages that are in this package, each with its license.\n\n${line}\na 1.0.0\nLicense: MIT\nAuthor: Ann\n\nThe package has no text of its license. ` +
    `Debian has common ones in /usr/share/common-licenses.\n\n${line}\nb 2.0.0\nLicense: Apache-2.0\n\nText of b\nNotice of b\n`
  )
})

test('nothing is passed on that names no license', () => {
  const checkout = checkoutWith({ 'node_modules/a': { manifest: { name: 'a', version: '1.0.0' } } })
  expect(() => thirdPartyNotices(checkout, ['node_modules/a'])).toThrow('node_modules/a/package.json names no license')
})
