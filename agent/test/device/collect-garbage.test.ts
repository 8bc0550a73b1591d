import { describe, expect, test } from 'vitest'
import { createGarbageCollection } from '../../src/device/collect-garbage.ts'
import { createManualClock } from '../manual-clock.ts'

const create = (isExposed = true) => {
  const clock = createManualClock(0)
  const collected: string[] = []
  const garbage = createGarbageCollection({ collectGarbage: isExposed ? (type) => { collected.push(type) } : undefined, clock })
  return {
    clock,
    garbage,
    times: (count: number) => {
      for (let i = 0; i < count; i++) garbage.afterCollection()
    },
    collected
  }
}

describe('the collection of garbage', () => {
  test('comes after every 15th collection, when its report is on its way', async () => {
    const { clock, times, collected } = create()
    times(14)
    await clock.advance(10_000)
    expect(collected).toEqual([])
    times(1)
    await clock.advance(999)
    expect(collected).toEqual([])
    await clock.advance(1)
    expect(collected).toEqual(['major'])
    times(30)
    await clock.advance(1000)
    expect(collected).toEqual(['major', 'major', 'major'])
  })

  test('comes after half a megabyte of log lines, from which four times as much is made', async () => {
    const { clock, garbage, collected } = create()
    for (let i = 0; i < 999; i++) garbage.afterRead(500)
    await clock.advance(10_000)
    expect(collected).toEqual([])
    garbage.afterRead(500)
    await clock.advance(1000)
    expect(collected).toEqual(['major'])
  })

  test('comes at once after each 200 kB of content, of what is new, and of everything after each 4 MB', () => {
    const { garbage, collected } = create()
    garbage.afterDownload(199_999)
    expect(collected).toEqual([])
    garbage.afterDownload(1)
    expect(collected).toEqual(['minor'])
    for (let i = 0; i < 39; i++) garbage.afterDownload(200_000)
    const round = [...Array.from({ length: 19 }, () => 'minor'), 'major']
    expect(collected).toEqual([...round, ...round])
  })

  test('is left to V8 where node was not started with --expose-gc', async () => {
    const { clock, times } = create(false)
    times(100)
    expect(clock.sleeping()).toEqual([])
  })
})
