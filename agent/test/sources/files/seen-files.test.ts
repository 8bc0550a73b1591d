import { expect, test } from 'vitest'
import { createSeenFiles } from '../../../src/sources/files/seen-files.ts'

const file = (inode: number, birthtimeMs = 0) => ({ device: 1, inode, birthtimeMs })

test('a file that got the number of a removed one is new', () => {
  const seen = createSeenFiles([])
  seen.add(file(1))
  expect([file(1), file(1, 0.5), file(2)].map(seen.isNew)).toEqual([false, true, true])
})

test('no file is new while there are too many to remember, until the directories are listed again', () => {
  const seen = createSeenFiles([])
  for (let inode = 0; inode < 3000; inode++) seen.add(file(inode))
  expect(seen.isNew(file(3001))).toBe(false)
  seen.addListed(new Set())
  expect(seen.isNew(file(3001))).toBe(true)
})
