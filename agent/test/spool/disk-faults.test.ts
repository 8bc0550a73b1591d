import { appendFileSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settled } from '../manual-clock.ts'
import { openSpoolDisk } from '../../src/spool/disk/spool-disk.ts'
import { createSpoolFiles } from '../../src/spool/disk/spool-files.ts'
import { createCard, filledCard, noSpace as full, type Card } from './disk/card.ts'
import { createLineSpool } from './line-spool.ts'

const pathOf = (card: Card, name: string): string => join(card.directory, name)
const damage = (card: Card, name: string, offset: number): void => {
  const bytes = readFileSync(pathOf(card, name))
  bytes[offset]! ^= 0xff
  writeFileSync(pathOf(card, name), bytes)
}

describe('a disk that fails', () => {
  test('costs no line: all goes on in memory, it is said once, and written when it can be', async () => {
    const card = createCard()
    const { spool, add, problems } = card.run()
    card.failWith(full)
    for (let n = 1; n <= 3; n++) {
      add(n)
      await card.clock.advance(60_000)
      spool.flush()
    }
    await settled()
    expect(problems).toEqual([full.message])
    expect(spool.stats()).toMatchObject({ items: 3, dropped: 0, disk: { problem: full.message } })
    card.failWith(undefined)
    spool.flush()
    await settled()
    expect(problems).toEqual([full.message, undefined])
    expect(card.run().drain().flat()).toEqual([1, 2, 3])
  })

  test('has no problem once it can be written, though all was delivered meanwhile and nothing is to be written', async () => {
    const card = createCard()
    card.holdAtMost(100)
    const { spool, add, drain, problems } = card.run()
    add(1)
    await card.clock.advance(60_000)
    spool.flush()
    expect(spool.stats().disk.problem).toBe(full.message)
    drain()
    spool.flush()
    expect(spool.stats().disk.problem).toBe(full.message)
    card.holdAtMost(10_000)
    spool.flush()
    await settled()
    expect(spool.stats().disk.problem).toBeUndefined()
    expect(problems).toEqual([full.message, undefined])
  })

  test('that takes a small record, but not what waits, still has its problem', async () => {
    const card = createCard()
    const { spool, add, problems } = card.run()
    add(...Array.from({ length: 100 }, (_, i) => i + 1))
    card.holdAtMost(300)
    await card.clock.advance(60_000)
    for (let i = 0; i < 3; i++) spool.flush()
    await settled()
    expect(problems).toEqual([full.message])
  })

  test('bounds what waits to the memory, of which the oldest goes', () => {
    const card = createCard()
    const { spool, add, drain } = card.run({ maxBytes: 400 })
    card.failWith(full)
    add(...Array.from({ length: 200 }, (_, i) => i + 1))
    const { items, dropped } = spool.stats()
    expect(dropped).toBeGreaterThan(0)
    expect(drain().flat()).toEqual(Array.from({ length: items }, (_, i) => dropped + i + 1))
    expect(items + dropped).toBe(200)
  })

  test('loses the oldest first where it becomes full, and goes on writing', () => {
    const card = createCard()
    card.holdAtMost(20_000)
    const { spool, add, drain } = card.run({ maxBytes: 1000, limits: { items: 20, bytes: 100_000 } })
    const all = Array.from({ length: 8000 }, (_, i) => i + 1)
    for (const n of all) add(n)
    const { dropped, disk } = spool.stats()
    expect(dropped).toBeGreaterThan(0)
    expect(disk.bytes).toBeGreaterThan(10_000)
    expect(drain().flat()).toEqual(all.slice(dropped))
  })

  test('keeps what is on it where others take the space that was made, and loses the oldest in memory', () => {
    const card = createCard()
    card.holdAtMost(20_000)
    const { spool, add, drain } = card.run({ maxBytes: 1000, limits: { items: 20, bytes: 100_000 } })
    let n = 0
    while (spool.stats().dropped === 0) add(++n)
    const { dropped } = spool.stats()
    card.holdAtMost(0)
    for (let i = 0; i < 1000; i++) add(++n)
    card.holdAtMost(Infinity)
    const left = drain().flat()
    // One segment more, and then no other.
    expect(left[0]).toBeLessThan(3 * dropped)
    expect(left.at(-1)).toBe(n)
    expect(left.length + spool.stats().dropped).toBe(n)
  })

  test('brings what is under way from it once, although it takes nothing new', async () => {
    const card = await filledCard([1])
    const { spool, add, drain } = card.run()
    spool.head()
    card.takeBatches(false)
    add(2)
    await card.clock.advance(60_000)
    spool.flush()
    spool.settle()
    expect(drain()).toEqual([[2]])
    expect(spool.stats().acknowledged).toBe(2)
  })

  test.each(['on the disk', 'in memory'])(
    'counts no line as lost that is read again after a kill, while what is under way is %s',
    async (where) => {
      const card = await filledCard(...(where === 'on the disk' ? [[1]] : []))
      const killed = card.run({ maxBytes: 400 })
      if (where === 'in memory') killed.add(1)
      killed.spool.head()
      card.takeBatches(false)
      for (let n = 2; n <= 200; n++) killed.add(n)
      killed.spool.flush()
      expect(killed.spool.stats().dropped).toBeGreaterThan(0)
      card.takeBatches(true)
      const { spool, add, drain } = card.run()
      for (let n = Number(spool.positions().get('numbers') ?? 0) + 1; n <= 200; n++) add(n)
      const delivered = drain().flat()
      expect(new Set(delivered).size).toBe(delivered.length)
      expect(delivered.length + spool.stats().dropped).toBe(200)
    }
  )

  test('delivers what is on it although it cannot be written', async () => {
    const card = await filledCard([1], [2])
    card.failWith(Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' }))
    const { drain, add } = card.run()
    add(3)
    expect(drain()).toEqual([[1], [2], [3]])
  })

  test('that is no directory keeps the spool in memory', () => {
    const file = join(createCard().directory, 'file')
    writeFileSync(file, '')
    const disk = openSpoolDisk({ files: createSpoolFiles(file), maxBytes: 1_000_000, onProblem: () => undefined })
    const { add, spool, drain } = createLineSpool({ disk })
    add(1)
    spool.close()
    expect(spool.stats().disk.problem).toMatch(/ENOTDIR|EEXIST/)
    expect(drain()).toEqual([[1]])
  })
})

describe('what a power cut leaves', () => {
  test.each([1, 5, 9, 20])('is cut where the last record is torn %i bytes before its end', async (bytes) => {
    const card = await filledCard([1], [2])
    const [name = ''] = card.segments()
    truncateSync(pathOf(card, name), readFileSync(pathOf(card, name)).length - bytes)
    expect(card.run().drain()).toEqual([[1]])
  })

  test.each([
    ['zeros', Buffer.alloc(4096)],
    ['a record of another length', Buffer.from([9, 0, 0, 0, 1, 2, 3, 4, 5])]
  ])('is cut where it ends in %s', async (_, rest) => {
    const card = await filledCard([1], [2])
    const [name = ''] = card.segments()
    appendFileSync(pathOf(card, name), rest)
    const { drain, spool } = card.run()
    expect(drain()).toEqual([[1], [2]])
    expect(spool.stats().disk.damagedSegments).toBe(0)
  })

  test('is a ledger of any length: whatever is missing is sent twice, and nothing never', async () => {
    const card = createCard()
    const { add, spool, drain } = card.run()
    for (let n = 1; n <= 3; n++) {
      add(n)
      drain()
    }
    add(4)
    spool.head()
    const whole = readFileSync(pathOf(card, 'ledger'))
    for (let length = 0; length <= whole.length; length += 9) {
      writeFileSync(pathOf(card, 'ledger'), whole.subarray(0, length))
      const next = card.run()
      const from = Number(next.spool.positions().get('numbers') ?? 0)
      expect(from).toBeLessThanOrEqual(3)
      next.add(...[1, 2, 3, 4, 5].slice(from))
      expect(next.drain().flat()).toEqual([1, 2, 3, 4, 5].slice(from))
    }
  })
})

describe('a damaged segment', () => {
  test('is delivered but for what is damaged, set aside, and counted', async () => {
    const card = await filledCard([1], [2], [3])
    const [name = ''] = card.segments()
    damage(card, name, 20)
    const { drain, spool } = card.run()
    expect(drain()).toEqual([[2], [3]])
    expect(spool.stats().disk.damagedSegments).toBe(1)
    expect(readdirSync(card.directory)).toContain(`${name}.damaged`)
  })

  test('of which nothing can be read keeps nobody from starting', async () => {
    const card = await filledCard([1], [2])
    const [name = ''] = card.segments()
    card.run().spool.close()
    writeFileSync(pathOf(card, '0000000009.batches'), 'x')
    writeFileSync(pathOf(card, name), 'not a segment at all')
    const { drain, add } = card.run()
    add(3)
    expect(drain()).toEqual([[3]])
  })

  test('that is damaged while the agent runs costs its lines, which are counted, and no others', async () => {
    const card = await filledCard([1, 2], [3])
    const { drain, spool, add } = card.run()
    const [name = ''] = card.segments()
    damage(card, name, 20)
    add(4)
    expect(drain()).toEqual([[3], [4]])
    expect(spool.stats()).toMatchObject({ items: 0, dropped: 2, disk: { damagedSegments: 1 } })
  })
})
