import { describe, expect, it } from 'vitest'
import type { Collector } from '../src/collector.ts'
import { sharedCollection } from '../src/shared-collection.ts'
import { gauge } from '../src/text-format/index.ts'

/** A collector that waits until it is let go, and counts how often it was asked and how many ran at once. */
const gated = (name: string) => {
  let running = 0
  const seen = { asked: 0, mostAtOnce: 0 }
  const gates: (() => void)[] = []
  const collector: Collector = {
    name,
    async collect () {
      seen.asked++
      seen.mostAtOnce = Math.max(seen.mostAtOnce, ++running)
      await new Promise<void>((resolve) => gates.push(resolve))
      running--
      return [gauge(name, '', seen.asked)]
    }
  }
  const open = async (): Promise<void> => {
    while (gates.length === 0) await new Promise((resolve) => setImmediate(resolve))
    gates.shift()!()
  }
  return { collector, seen, open }
}

describe('a shared collection', () => {
  it('is made once for all who ask at the same time, and anew for who asks later', async () => {
    const { collector, seen, open } = gated('a')
    const collect = sharedCollection([collector])
    const asked = [collect(), collect(), collect()]
    await open()
    expect(new Set(await Promise.all(asked)).size).toBe(1)
    expect(seen.asked).toBe(1)
    const later = collect()
    await open()
    expect((await later)[0]).toEqual(gauge('a', '', 2))
  })

  it('is one at a time, also for different choices', async () => {
    const { collector, seen, open } = gated('a')
    const collect = sharedCollection([collector, { name: 'b', collect: () => [] }])
    const asked = [collect(), collect(new Set(['a'])), collect(new Set(['a', 'b']))]
    for (let i = 0; i < 3; i++) await open()
    await Promise.all(asked)
    expect(seen).toEqual({ asked: 3, mostAtOnce: 1 })
  })

  it('asks only the collectors that are chosen', async () => {
    const collect = sharedCollection([{ name: 'a', collect: () => [gauge('a', '', 1)] }, { name: 'b', collect: () => [gauge('b', '', 1)] }])
    expect((await collect(new Set(['b']))).map(({ name }) => name)).toEqual([
      'b',
      'node_scrape_collector_duration_seconds',
      'node_scrape_collector_success'
    ])
  })

  it('says when each has been made, before the next begins', async () => {
    const events: string[] = []
    const collector: Collector = {
      name: 'a',
      collect () {
        events.push('collects')
        return []
      }
    }
    const collect = sharedCollection([collector], { afterEach: () => { events.push('has been made') } })
    await Promise.all([collect(), collect(), collect(new Set(['a']))])
    await collect()
    expect(events.slice(0, 5)).toEqual(['collects', 'has been made', 'collects', 'has been made', 'collects'])
  })

  it('says so also of one that failed', async () => {
    let said = 0
    const broken: Collector = { name: 'a', collect: () => { throw new Error('torn') } }
    const onFailure = (): never => { throw new Error('the journal is gone') }
    const collect = sharedCollection([broken], { onFailure, afterEach: () => { said++ } })
    await expect(collect()).rejects.toThrow('journal')
    await expect(collect()).rejects.toThrow('journal')
    expect(said).toBe(2)
  })

  it('fails where its hook does, and the next is made all the same', async () => {
    let isBroken = true
    const afterEach = (): void => {
      if (isBroken) throw new Error('broken')
    }
    const collect = sharedCollection([{ name: 'a', collect: () => [gauge('a', '', 1)] }], { afterEach })
    await expect(collect()).rejects.toThrow('broken')
    isBroken = false
    expect((await collect())[0]).toEqual(gauge('a', '', 1))
  })
})
