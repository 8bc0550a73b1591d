import { expect, test } from 'vitest'
import { createCard } from './disk/card.ts'
import { boot, line } from './line-spool.ts'

const files = (count: number): string[] => Array.from({ length: count }, (_, day) => `file:/var/log/app-${day}.log`)

test('a spool forgets the sources that are no longer there, except for the last hundred, and none that is there', () => {
  const card = createCard()
  const { spool } = card.run()
  spool.advance({ source: 'journal', position: 'cursor' })
  for (const source of files(150)) spool.advance({ source, position: '1' })
  spool.forgetAbsent((source) => source === 'journal')
  const kept = ['journal', ...files(150).slice(50)]
  expect([...spool.positions().keys()]).toEqual(kept)
  expect([...card.run().spool.positions().keys()].sort()).toEqual(kept.sort())
})

test('a source that moved last is remembered longest, over a restart, too', () => {
  const card = createCard()
  const { spool } = card.run()
  for (const source of files(101)) spool.advance({ source, position: '1' })
  spool.append({ items: [line(1)], boot }, { source: files(1)[0]!, position: '2' })
  spool.head()
  spool.settle()
  const next = card.run()
  next.spool.forgetAbsent(() => false)
  expect(next.spool.positions().get(files(1)[0]!)).toBe('2')
  expect(next.spool.positions().size).toBe(100)
  expect(next.spool.positions().has(files(2)[1]!)).toBe(false)
})

test('the ledger stays as small as what it remembers', () => {
  const card = createCard()
  const { spool, disk } = card.run()
  for (const [i, source] of files(1200).entries()) {
    spool.advance({ source, position: '2049:393221:256:4294967295:123456' })
    if (i % 100 === 0) spool.forgetAbsent(() => false)
  }
  spool.close()
  expect(spool.positions().size).toBeLessThan(200)
  expect(disk.bytes).toBeLessThan(70 * 1024)
})
