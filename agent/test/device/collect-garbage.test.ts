import { describe, expect, test } from 'vitest'
import { createGarbageCollection } from '../../src/device/collect-garbage.ts'
import { createManualClock } from '../manual-clock.ts'

const create = (isExposed = true) => {
  const clock = createManualClock(0)
  let collected = 0
  const garbage = createGarbageCollection({ collectGarbage: isExposed ? () => { collected += 1 } : undefined, clock })
  return {
    clock,
    garbage,
    times: (count: number) => {
      for (let i = 0; i < count; i++) garbage.afterCollection()
    },
    collected: () => collected
  }
}

describe('the collection of garbage', () => {
  test('comes after every 15th collection, when its report is on its way', async () => {
    const { clock, times, collected } = create()
    times(14)
    await clock.advance(10_000)
    expect(collected()).toBe(0)
    times(1)
    await clock.advance(999)
    expect(collected()).toBe(0)
    await clock.advance(1)
    expect(collected()).toBe(1)
    times(30)
    await clock.advance(1000)
    expect(collected()).toBe(3)
  })

  test('comes after half a megabyte of log lines, from which four times as much is made', async () => {
    const { clock, garbage, collected } = create()
    for (let i = 0; i < 999; i++) garbage.afterRead(500)
    await clock.advance(10_000)
    expect(collected()).toBe(0)
    garbage.afterRead(500)
    await clock.advance(1000)
    expect(collected()).toBe(1)
  })

  test('comes at once after each megabyte of content', () => {
    const { garbage, collected } = create()
    for (let i = 0; i < 19; i++) garbage.afterDownload(100_000)
    expect(collected()).toBe(1)
    garbage.afterDownload(100_000)
    expect(collected()).toBe(2)
  })

  test('is left to V8 where node was not started with --expose-gc', async () => {
    const { clock, times } = create(false)
    times(100)
    expect(clock.sleeping()).toEqual([])
  })
})
