import { describe, expect, it } from 'vitest'
import type { Collector } from '../src/collector.ts'
import { metricsPage } from '../src/metrics-page.ts'
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

describe('the page of metrics', () => {
  it('is collected once for all who ask at the same time, and anew for who asks later', async () => {
    const { collector, seen, open } = gated('a')
    const page = metricsPage({ collectors: [collector] })
    const asked = [page(), page(), page()]
    await open()
    expect(new Set(await Promise.all(asked)).size).toBe(1)
    expect(seen.asked).toBe(1)
    const later = page()
    await open()
    expect(await later).toContain('a 2\n')
  })

  it('runs one collection at a time, also for different choices', async () => {
    const { collector, seen, open } = gated('a')
    const page = metricsPage({ collectors: [collector, { name: 'b', collect: () => [] }] })
    const asked = [page(), page(new Set(['a'])), page(new Set(['a', 'b']))]
    for (let i = 0; i < 3; i++) await open()
    await Promise.all(asked)
    expect(seen).toEqual({ asked: 3, mostAtOnce: 1 })
  })

  it('asks only the collectors that are chosen', async () => {
    const page = metricsPage({ collectors: [{ name: 'a', collect: () => [gauge('a', '', 1)] }, { name: 'b', collect: () => [gauge('b', '', 1)] }], more: () => [gauge('own', '', 1)] })
    expect((await page(new Set(['b']))).match(/^[a-z].*/gm)).toEqual(['b 1', expect.stringContaining('node_scrape_collector_duration_seconds{collector="b"}'), 'node_scrape_collector_success{collector="b"} 1', 'own 1'])
  })

  it('can be had again after it could not be made', async () => {
    let isBroken = true
    const more = () => {
      if (isBroken) throw new Error('broken')
      return [gauge('a', '', 1)]
    }
    const page = metricsPage({ collectors: [], more })
    await expect(page()).rejects.toThrow('broken')
    isBroken = false
    await expect(page()).resolves.toContain('a 1')
  })
})
