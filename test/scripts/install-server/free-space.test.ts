import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { requireSpace } from '../../../scripts/install-server/free-space.ts'
import { installServerText } from '../../../scripts/install-server/text.ts'

const text = installServerText('en')

/** 5 MB of a fleet in one directory, and another that is a disk of its own unless said. */
const disks = ({ freeBytes, isOne = false }: { readonly freeBytes: number, readonly isOne?: boolean }) => {
  const [from, to] = [temporaryDirectory(), temporaryDirectory()]
  mkdirSync(join(from, 'tokens'))
  writeFileSync(join(from, 'tokens/update'), Buffer.alloc(2_000_000, 1))
  writeFileSync(join(from, 'mimamori.db'), Buffer.alloc(3_000_000, 1))
  const copies = ['tokens', 'mimamori.db'].map((name) => ({ from: join(from, name), to: join(to, 'var/lib', name) }))
  return {
    to,
    require: () => {
      requireSpace(copies, text, { deviceOf: (path) => (isOne || path.startsWith(from) ? 1 : 2), freeBytes: () => freeBytes })
    }
  }
}

test('says before anything is copied how much must be free on the other disk, and how much is', () => {
  const { to, require } = disks({ freeBytes: 204_900_000 })
  expect(require).toThrow(
    new RegExp(`^20[5-6] MB must be free at ${to} to copy what npm start has stored, and 204 MB are\\. Nothing was changed`)
  )
})

test('takes a disk with room', () => {
  disks({ freeBytes: 206_000_000 }).require()
})

test('needs no room where it only moves files within a disk', () => {
  disks({ freeBytes: 0, isOne: true }).require()
})
