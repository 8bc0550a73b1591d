import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { createCard, filledCard } from './disk/card.ts'
import { dayOfCard } from './disk/day-of-card.ts'
import { linesOf } from './line-spool.ts'

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

  test('writes less than 1.5 MB a day at default settings, in less than 10 MB of pages, with lines each minute and the collector away for an hour (README.md)', async () => {
    const { writtenBytes, pageBytes, waiting, dropped } = await dayOfCard(temporaryDirectory())
    expect([waiting, dropped]).toEqual([0, 0])
    expect(writtenBytes).toBeGreaterThan(500_000)
    expect(writtenBytes).toBeLessThan(1_500_000)
    expect(pageBytes).toBeGreaterThan(writtenBytes)
    expect(pageBytes).toBeLessThan(10_000_000)
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
    const card = await filledCard([1, 2], [3])
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
    const card = await filledCard([1], [2], [3])
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
    const card = await filledCard([1, 2])
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

  test('drops what is too old beside what is not, counts it once, and brings it back in no later run', async () => {
    const card = createCard()
    const { spool, add } = card.run({ maxAgeMs: 3_600_000 })
    for (const ms of [1000, 1_801_000]) {
      add(ms)
      await card.clock.advance(1_800_000)
      spool.flush()
    }
    expect(card.segments()).toHaveLength(1)
    spool.flush()
    expect(spool.stats()).toMatchObject({ items: 2, dropped: 0 })
    await card.clock.advance(60_000)
    spool.flush()
    expect(spool.stats()).toMatchObject({ items: 1, dropped: 1 })
    const next = card.run({ maxAgeMs: 3_600_000 })
    next.spool.flush()
    expect(next.spool.stats()).toMatchObject({ items: 1, dropped: 1 })
    expect(next.drain()).toEqual([[1_801_000]])
  })

  test('remembers lost lines that were never reported', async () => {
    const card = createCard()
    const first = card.run({ maxAgeMs: 60_000 })
    first.add(1000)
    await card.clock.advance(60_000)
    first.spool.flush()
    await card.clock.advance(60_000)
    first.spool.flush()
    const second = card.run()
    expect(second.spool.stats().dropped).toBe(1)
    second.spool.noteReported({ dropped: 1, removed: 0 })
    second.spool.flush()
    expect(card.run().spool.stats().dropped).toBe(0)
  })

  test('counts in the next run what was under way when this one ended and had gone from the disk', async () => {
    const card = createCard()
    const { spool, add } = card.run({ maxDiskBytes: 4000 })
    for (let n = 1; n <= 40; n++) {
      add(n)
      await card.clock.advance(60_000)
      spool.flush()
      if (n === 1) spool.head()
    }
    expect(spool.stats().items + spool.stats().dropped).toBe(39)
    spool.close()
    const next = card.run()
    expect(next.spool.stats().items + next.spool.stats().dropped).toBe(40)
  })

  test('remembers at the end of a run what it lost in its last moments', () => {
    const card = createCard()
    const { spool, add } = card.run({ maxBytes: 200, maxDiskBytes: 2000, limits: { items: 5, bytes: 100_000 } })
    add(...Array.from({ length: 100 }, (_, i) => i + 1))
    spool.close()
    const { dropped } = spool.stats()
    expect(dropped).toBeGreaterThan(0)
    const next = card.run()
    expect(next.spool.stats().dropped).toBe(dropped)
    expect(next.drain().flat()).toHaveLength(100 - dropped)
  })
})
