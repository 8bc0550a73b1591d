import { expect, test } from 'vitest'
import { cliText } from '../../../collector/cli/src/text/cli-text.ts'
import { readListing } from '../../../scripts/content-inbox/listing.ts'

const hash = (digit: string): string => digit.repeat(64)
const read = (...lines: readonly string[]) => readListing([...lines, ''].join('\n'), '~/signage', cliText('en', 'mimamori'))

test('reads what GNU and BSD tools print, each file with its place', () => {
  expect(read(
    '      14 ./index.html', '3 ./写真/ 一 .jpg', '17 total', '       0 ./empty', '0 total',
    `${hash('a')}  ./index.html`, `${hash('0')} *./写真/ 一 .jpg`, `${hash('c')}  ./empty`
  )).toEqual([
    { path: 'index.html', size: 14, sha256: hash('a'), index: 1 },
    { path: '写真/ 一 .jpg', size: 3, sha256: hash('0'), index: 2 },
    { path: 'empty', size: 0, sha256: hash('c'), index: 3 }
  ])
})

test('leaves out what macOS and Windows add, and gives names as Linux writes them', () => {
  const decomposed = 'ポスター.png'.normalize('NFD')
  expect(read('6 ./.DS_Store', 'link ./._x', `3 ./${decomposed}`, `${hash('a')}  ./.DS_Store`, `${hash('b')}  ./${decomposed}`)).toEqual([
    { path: 'ポスター.png', size: 3, sha256: hash('b'), index: 2 }
  ])
})

test.each([
  [['link ./now.html', '1 ./a', `${hash('a')}  ./a`], 'now.html is a link; put the file itself there'],
  [['other ./pipe', '1 ./a', `${hash('a')}  ./a`], 'pipe is neither a file nor a folder'],
  [[], '~/signage has no files'],
  [['1 ./a:b', `${hash('a')}  ./a:b`], 'a:b: expected no “:”, which a FAT card cannot store'],
  [['broken ./slides/a b.png'], 'slides/a b.png: expected no control characters'],
  [['1 ./a', 'b', `\\${hash('a')}  ./a\\nb`], 'expected no “\\”, which a FAT card cannot store'],
  [['1 ./a', 'b', `${hash('a')}  ./c`, 'b'], 'c: expected no control characters'],
  [['1 ./caf\uFFFD', `${hash('a')}  ./caf\uFFFD`], 'expected valid Unicode'],
  [['1 ./a', '1 ./A', `${hash('a')}  ./a`, `${hash('b')}  ./A`], 'A and a are the same name to an SD card']
])('says what cannot be published: %j', (lines, reason) => {
  expect(() => read(...lines)).toThrow(reason)
})
