import { describe, expect, test } from 'vitest'
import { createMemorySpool } from '../../src/spool/memory-spool.ts'

interface Item { readonly monotonicMs: number, readonly size: number }

const item = (monotonicMs: number, size = 10): Item => ({ monotonicMs, size })
const fill = (maxBytes: number, ...items: Item[]) => {
  const spool = createMemorySpool<Item>({ maxBytes, bytesOf: ({ size }) => size })
  for (const each of items) spool.append(each)
  return spool
}
const everything = { items: 100, bytes: 1000 }
const times = (items: readonly Item[]): number[] => items.map(({ monotonicMs }) => monotonicMs)

describe('a memory spool', () => {
  test('gives the oldest items first, within both limits', () => {
    const spool = fill(1000, item(1), item(2), item(3), item(4))
    expect(times(spool.hold({ items: 3, bytes: 1000 }))).toEqual([1, 2, 3])
    expect(times(fill(1000, item(1), item(2), item(3)).hold({ items: 9, bytes: 25 }))).toEqual([1, 2])
  })

  test('gives at least one item, however large', () => {
    expect(times(fill(1000, item(1, 500), item(2)).hold({ items: 9, bytes: 25 }))).toEqual([1])
  })

  test('gives the same held items until they are settled, also when others have come', () => {
    const spool = fill(1000, item(1), item(2))
    spool.hold({ items: 1, bytes: 1000 })
    spool.append(item(3))
    expect(times(spool.hold(everything))).toEqual([1])
    spool.settle(1, 'delivered')
    expect(times(spool.hold(everything))).toEqual([2, 3])
  })

  test('pushes out the oldest when it is full, and counts them', () => {
    const spool = fill(30, item(1), item(2), item(3), item(4), item(5))
    expect(spool.stats()).toEqual({ items: 3, bytes: 30, dropped: 2, oldestMonotonicMs: 3 })
  })

  test('never pushes out what is held: the newest has to go', () => {
    const spool = fill(20, item(1), item(2))
    spool.hold(everything)
    spool.append(item(3))
    expect(times(spool.hold(everything))).toEqual([1, 2])
    expect(spool.stats()).toMatchObject({ items: 2, dropped: 1 })
  })

  test('loses an item that is larger than itself, and counts it', () => {
    expect(fill(20, item(1, 50)).stats()).toEqual({ items: 0, bytes: 0, dropped: 1 })
  })

  test('counts what is given up, and not what is delivered', () => {
    const spool = fill(1000, item(1), item(2), item(3))
    spool.hold(everything)
    spool.settle(1, 'dropped')
    spool.settle(1, 'delivered')
    expect(spool.stats()).toEqual({ items: 1, bytes: 10, dropped: 1, oldestMonotonicMs: 3 })
    expect(times(spool.hold(everything))).toEqual([3])
  })

  test('refuses to settle more than is held', () => {
    expect(() => fill(1000, item(1)).settle(1, 'delivered')).toThrow('expected at most 0 items to settle, got 1')
  })
})
