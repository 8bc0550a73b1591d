import { expect, it } from 'vitest'
import { contentFiles } from '../src/index.ts'

const file = { path: 'a.txt', size: 1, sha256: '0'.repeat(64) }
const twins = 'expected names that differ in more than case, got a.txt as well'

it.each([
  ['a path that leads out', [{ ...file, path: 'x/../../a' }], [0, 'path'], 'expected a path without “..”'],
  ['an absolute path', [{ ...file, path: '/etc/passwd' }], [0, 'path'], 'expected names between single /, not an absolute path'],
  ['a control character', [{ ...file, path: 'a\nb' }], [0, 'path'], 'expected no control characters'],
  ['half a character', [{ ...file, path: 'a\ud800' }], [0, 'path'], 'expected valid Unicode'],
  ['a name that FAT cannot store', [{ ...file, path: 'a:b' }], [0, 'path'], 'expected no “:”, which a FAT card cannot store'],
  ['a dot at the end', [{ ...file, path: 'a./b' }], [0, 'path'], 'expected no dot or space at the end of a name, which a FAT card cannot store'],
  ['a name of a Windows device', [{ ...file, path: 'x/aux.txt' }], [0, 'path'], 'expected another name than aux.txt, which Windows keeps for a device'],
  ['a name longer than ext4 stores', [{ ...file, path: 'あ'.repeat(86) }], [0, 'path'], 'expected names of at most 255 bytes'],
  ['case twins', [file, { ...file, path: 'A.TXT' }], [1, 'path'], twins],
  ['twins that differ in how an accent is written', [{ ...file, path: 'が' }, { ...file, path: 'か\u3099' }], [1, 'path'], twins.replace('a.txt', 'が')],
  ['folders that differ in case', [{ ...file, path: 'x/a' }, { ...file, path: 'X/b' }], [1, 'path'], twins.replace('a.txt', 'x')],
  ['a file that is a folder too', [file, { ...file, path: 'a.txt/b' }], [1, 'path'], twins],
  ['two sizes of one file', [file, { ...file, path: 'b', size: 9 }], [1, 'size'], 'expected one size for one SHA-256']
])('refuses %s', (_, files, path, message) => {
  expect(contentFiles.safeParse(files).error?.issues).toMatchObject([{ path, message }])
})

it('takes names of any language, in the form that Linux shows', () => {
  const parsed = contentFiles.parse([{ ...file, path: '写真/か\u3099 1.jpg' }, { ...file, path: 'console.log' }])
  expect(parsed.map(({ path }) => path)).toEqual(['写真/が 1.jpg', 'console.log'])
})
