import { describe, expect, test } from 'vitest'
import { boot, createLineSpool, line, linesOf } from './line-spool.ts'

const otherBoot = '0e1c5a11-1f0e-4f7e-8d2c-5d3b1c2a9f00'

describe('a spool', () => {
  test('gives the oldest items first, in batches within both limits', () => {
    const byItems = createLineSpool({ limits: { items: 3, bytes: 1000 } })
    byItems.add(1, 2, 3, 4)
    expect(byItems.drain()).toEqual([[1, 2, 3], [4]])
    const byBytes = createLineSpool({ limits: { items: 9, bytes: 25 } })
    byBytes.add(1, 2, 3)
    expect(byBytes.drain()).toEqual([[1, 2], [3]])
  })

  test('gives at least one item, however large', () => {
    const { add, drain } = createLineSpool({ limits: { items: 9, bytes: 5 } })
    add(1, 2)
    expect(drain()).toEqual([[1], [2]])
  })

  test('gives the very same batch until it is settled, whatever comes meanwhile', () => {
    const { spool, add, drain } = createLineSpool()
    add(1)
    const head = spool.head()
    add(2)
    expect(spool.head()).toBe(head)
    spool.settle()
    expect(drain()).toEqual([[2]])
  })

  test('numbers its batches from 1, and each holds lines of one boot only', () => {
    const { spool, add } = createLineSpool()
    spool.append({ items: [line(1)], boot: otherBoot })
    spool.append({ items: [line(2)], boot: otherBoot })
    add(3)
    expect([spool.head()?.sequence, spool.head()?.boot, linesOf(spool.head())]).toEqual([1, otherBoot, [1, 2]])
    spool.settle()
    expect([spool.head()?.sequence, spool.head()?.boot, linesOf(spool.head())]).toEqual([2, boot, [3]])
  })

  test('pushes out the oldest when it is full, and counts them', () => {
    const { spool, add, drain } = createLineSpool({ maxBytes: 30 })
    add(1, 2, 3, 4, 5)
    expect(spool.stats()).toMatchObject({ items: 3, bytes: 30, dropped: 2 })
    expect(drain()).toEqual([[3, 4, 5]])
  })

  test('never pushes out the batch in flight: the newest has to go', () => {
    const { spool, add } = createLineSpool({ maxBytes: 200 })
    add(1, 2)
    const head = spool.head()
    add(...Array.from({ length: 20 }, (_, i) => i + 3))
    expect(spool.head()).toBe(head)
    expect(spool.stats().items + spool.stats().dropped).toBe(22)
    expect(spool.stats().dropped).toBeGreaterThan(0)
  })

  test('counts what was given up of a batch, and not what was delivered', () => {
    const { spool, add } = createLineSpool()
    add(1, 2, 3)
    spool.head()
    spool.settle(1)
    expect(spool.stats()).toMatchObject({ items: 0, dropped: 1 })
  })

  test('refuses to settle if no batch is in flight', () => {
    expect(() => createLineSpool().spool.settle()).toThrow('no batch is in flight')
  })

  test('says that a whole batch waits', () => {
    let full = 0
    const { add } = createLineSpool({ limits: { items: 2, bytes: 1000 }, onFull: () => { full += 1 } })
    add(1)
    expect(full).toBe(0)
    add(2)
    expect(full).toBe(1)
  })

  test('knows the age of its oldest line: one of an earlier boot is at least as old as this boot', async () => {
    const { spool, add, clock } = createLineSpool()
    expect(spool.stats().oldestAgeMs).toBeUndefined()
    add(1000)
    await clock.advance(5000)
    expect(spool.stats().oldestAgeMs).toBe(5000)
    const earlier = createLineSpool()
    earlier.spool.append({ items: [line(1)], boot: otherBoot })
    await earlier.clock.advance(60_000)
    expect(earlier.spool.stats().oldestAgeMs).toBe(61_000)
  })
})

describe('the positions of a spool', () => {
  test('are those of what is settled, delivered or lost', () => {
    const { spool, add } = createLineSpool({ limits: { items: 2, bytes: 1000 } })
    add(1, 2, 3)
    expect([...spool.positions()]).toEqual([])
    spool.head()
    spool.settle()
    expect([...spool.positions()]).toEqual([['numbers', '2']])
  })

  test('pass what was pushed out', () => {
    const { spool, add } = createLineSpool({ maxBytes: 20 })
    add(1, 2, 3)
    expect([...spool.positions()]).toEqual([['numbers', '1']])
  })

  test('advance without a line while none of the source waits', () => {
    const { spool, add } = createLineSpool()
    spool.advance({ source: 'numbers', position: '0' })
    expect(spool.positions().get('numbers')).toBe('0')
    add(1)
    spool.advance({ source: 'numbers', position: '9' })
    expect(spool.positions().get('numbers')).toBe('0')
    spool.head()
    spool.advance({ source: 'numbers', position: '9' })
    expect(spool.positions().get('numbers')).toBe('0')
    spool.settle()
    expect(spool.positions().get('numbers')).toBe('1')
  })
})
