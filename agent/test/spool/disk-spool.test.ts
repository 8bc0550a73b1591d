import { appendFileSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settled } from '../manual-clock.ts'
import { openSpoolDisk } from '../../src/spool/disk/spool-disk.ts'
import { createSpoolFiles } from '../../src/spool/disk/spool-files.ts'
import { createCard, type Card } from './disk/card.ts'
import { createLineSpool, linesOf } from './line-spool.ts'

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
/** A card with lines that waited too long: one batch for each argument. */
const filled = async (...batches: number[][]): Promise<Card> => {
  const card = createCard()
  const { add, spool } = card.run()
  for (const lines of batches) {
    add(...lines)
    await card.clock.advance(60_000)
    spool.flush()
  }
  return card
}
const pathOf = (card: Card, name: string): string => join(card.directory, name)
const damage = (card: Card, name: string, offset: number): void => {
  const bytes = readFileSync(pathOf(card, name))
  bytes[offset]! ^= 0xff
  writeFileSync(pathOf(card, name), bytes)
}

describe('a spool with a disk', () => {
  test('writes nothing of what is acknowledged in time but where it stands', async () => {
    const card = createCard()
    const { spool, add, drain } = card.run()
    for (let n = 1; n <= 5; n++) {
      add(n)
      await card.clock.advance(30_000)
      drain()
      spool.flush()
    }
    expect(card.segments()).toEqual([])
    expect(card.counts.syncs).toBe(0)
  })

  test('writes all that waits in one go and one sync, once something has waited too long', async () => {
    const card = createCard()
    const { spool, add } = card.run()
    add(1, 2, 3)
    await card.clock.advance(59_000)
    spool.flush()
    expect(card.counts).toEqual({ writes: 0, syncs: 0 })
    add(4)
    await card.clock.advance(1000)
    for (let i = 0; i < 3; i++) spool.flush()
    expect(card.counts).toEqual({ writes: 1, syncs: 1 })
    add(5)
    await card.clock.advance(59_000)
    spool.flush()
    expect(card.counts).toEqual({ writes: 1, syncs: 1 })
  })

  test('writes sooner, and waits for no disk, where the memory is full', () => {
    const card = createCard()
    const { spool, add } = card.run({ maxBytes: 200, limits: { items: 1000, bytes: 100_000 } })
    add(...Array.from({ length: 50 }, (_, i) => i + 1))
    expect(card.counts.writes).toBeGreaterThan(0)
    expect(card.counts.syncs).toBe(0)
    expect(spool.stats()).toMatchObject({ items: 50, dropped: 0 })
  })

  test('delivers what an earlier run has left, under its stream, before its own', async () => {
    const card = await filled([1, 2], [3])
    const { spool, add, stream, drain } = card.run()
    add(4)
    expect(spool.stats().items).toBe(4)
    expect(spool.head()).toMatchObject({ sequence: 1, items: 2 })
    expect(spool.head()!.stream).not.toBe(stream)
    expect(drain()).toEqual([[1, 2], [3], [4]])
    expect(card.segments()).toEqual([])
  })

  test('sends a batch byte for byte again in the next run', async () => {
    const card = createCard()
    const first = card.run()
    first.add(1, 2)
    const batch = first.spool.head()!
    await card.clock.advance(60_000)
    first.spool.flush()
    expect(first.spool.head()).toBe(batch)
    expect(card.run().spool.head()).toEqual(batch)
  })

  test('does not send again what was acknowledged', async () => {
    const card = await filled([1], [2], [3])
    const { spool } = card.run()
    spool.head()
    spool.settle()
    expect(card.run().drain()).toEqual([[2], [3]])
  })

  test('keeps on the disk at the end of a run what was not delivered', () => {
    const card = createCard()
    const { spool, add } = card.run()
    add(1, 2)
    spool.head()
    add(3)
    spool.close()
    expect(card.run().drain()).toEqual([[1, 2], [3]])
  })

  test('resumes its sources behind what is on the disk', async () => {
    const card = await filled([1, 2])
    expect(card.run().spool.positions().get('numbers')).toBe('2')
  })

  test('drops its oldest segments when it is full, and counts their lines', async () => {
    const card = createCard()
    const { spool, add, drain } = card.run({ maxDiskBytes: 4000 })
    for (let n = 1; n <= 40; n++) {
      add(n)
      await card.clock.advance(60_000)
      spool.flush()
    }
    const { items, dropped } = spool.stats()
    expect(items + dropped).toBe(40)
    expect(dropped).toBeGreaterThan(0)
    expect(spool.stats().disk.bytes).toBeLessThan(4000 + 500)
    const kept = drain().flat()
    expect(kept).toEqual(Array.from({ length: items }, (_, i) => dropped + i + 1))
  })

  test('does not count what is under way when its segment is dropped, and goes on behind it', async () => {
    const card = createCard()
    const { spool, add, drain } = card.run({ maxDiskBytes: 4000 })
    add(1)
    await card.clock.advance(60_000)
    spool.flush()
    expect(linesOf(spool.head())).toEqual([1])
    for (let n = 2; n <= 40; n++) {
      add(n)
      await card.clock.advance(60_000)
      spool.flush()
    }
    expect(linesOf(spool.head())).toEqual([1])
    spool.settle()
    const delivered = 1 + drain().flat().length
    expect(delivered + spool.stats().dropped).toBe(40)
  })

  test('drops what is too old, and counts it', async () => {
    const card = createCard()
    const { spool, add } = card.run({ maxAgeMs: 3_600_000 })
    add(1000)
    await card.clock.advance(60_000)
    spool.flush()
    await card.clock.advance(3_600_000)
    spool.flush()
    expect(spool.stats()).toMatchObject({ items: 0, dropped: 1 })
  })

  test('remembers lost lines that nobody was told of', async () => {
    const card = createCard()
    const first = card.run({ maxAgeMs: 60_000 })
    first.add(1000)
    await card.clock.advance(60_000)
    first.spool.flush()
    await card.clock.advance(60_000)
    first.spool.flush()
    const second = card.run()
    expect(second.spool.stats().dropped).toBe(1)
    second.spool.noteReported(1)
    second.spool.flush()
    expect(card.run().spool.stats().dropped).toBe(0)
  })
})

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

  test('delivers what is on it although it cannot be written', async () => {
    const card = await filled([1], [2])
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
    const card = await filled([1], [2])
    const [name = ''] = card.segments()
    truncateSync(pathOf(card, name), readFileSync(pathOf(card, name)).length - bytes)
    expect(card.run().drain()).toEqual([[1]])
  })

  test.each([['zeros', Buffer.alloc(4096)], ['a record of another length', Buffer.from([9, 0, 0, 0, 1, 2, 3, 4, 5])]])('is cut where it ends in %s', async (_, rest) => {
    const card = await filled([1], [2])
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
    const card = await filled([1], [2], [3])
    const [name = ''] = card.segments()
    damage(card, name, 20)
    const { drain, spool } = card.run()
    expect(drain()).toEqual([[2], [3]])
    expect(spool.stats().disk.damagedSegments).toBe(1)
    expect(readdirSync(card.directory)).toContain(`${name}.damaged`)
  })

  test('of which nothing can be read keeps nobody from starting', async () => {
    const card = await filled([1], [2])
    const [name = ''] = card.segments()
    card.run().spool.close()
    writeFileSync(pathOf(card, '0000000009.batches'), 'x')
    writeFileSync(pathOf(card, name), 'not a segment at all')
    const { drain, add } = card.run()
    add(3)
    expect(drain()).toEqual([[3]])
  })

  test('that is damaged while the agent runs costs its lines, which are counted, and no others', async () => {
    const card = await filled([1, 2], [3])
    const { drain, spool, add } = card.run()
    const [name = ''] = card.segments()
    damage(card, name, 20)
    add(4)
    expect(drain()).toEqual([[3], [4]])
    expect(spool.stats()).toMatchObject({ items: 0, dropped: 2, disk: { damagedSegments: 1 } })
  })
})
