import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Batch } from '../../src/spool/batch/batch.ts'
import { createCard, type Card } from './disk/card.ts'
import { boot } from './line-spool.ts'
import { createReportSpool, lateReport, timesOf } from './late-reports.ts'

/** A run of the agent with this card, of which only the samples are looked at. */
const run = (card: Card, options: Parameters<typeof createReportSpool>[0] = {}) => {
  const { disk, stream } = card.run()
  return { ...createReportSpool({ disk, stream, clock: card.clock, flushAfterMs: 120_000, ...options }), disk }
}
const pi5 = readFileSync(new URL('../../../exporter/test/golden/pi-5.prom', import.meta.url), 'utf8')
/** A report of a Raspberry Pi in which half of the values have changed since the one before. */
const piReport = (minute: number): string =>
  pi5.replace(/^([^#\n].*) (\d+)$/gm, (line, name: string, value: string) =>
    line.length % 2 === 0 ? line : `${name} ${Number(value) + minute * (17 + (line.length ** 3 % 1009))}`
  )

describe('the spool of late samples', () => {
  test('writes a batch before it is tried, so that the ledger need not hold it', () => {
    const card = createCard()
    const { spool, drain } = run(card)
    for (const minute of [1, 2]) spool.append({ items: [lateReport(piReport(minute), minute * 60_000)], boot })
    expect(card.segments()).toEqual([])
    spool.head()
    expect(card.segments()).toHaveLength(1)
    expect(drain()).toEqual([[60_000, 120_000]])
    expect(readFileSync(join(card.directory, 'ledger')).length).toBeLessThan(300)
  })

  test('sends the same bytes under the same stream and sequence after a kill, and not again what was acknowledged', () => {
    const card = createCard()
    const killed = run(card)
    killed.add(60_000, 120_000)
    const batch = killed.spool.head()
    const next = run(card)
    expect(next.spool.head()).toEqual(batch)
    next.spool.settle()
    expect(run(card).spool.head()).toBeUndefined()
  })

  test.each([1, 2, 3])(
    'brings each report once that had been written when the agent was killed, at any of 50 points and with answers lost (seed %i)',
    async (seed) => {
      const card = createCard()
      let state = seed
      const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
      const marks = new Map<string, number>()
      const arrived: number[] = []
      const take = (batch: Batch): void => {
        if (batch.sequence <= (marks.get(batch.stream) ?? 0)) return
        marks.set(batch.stream, batch.sequence)
        arrived.push(...timesOf(batch))
      }
      const written: number[] = []
      let unwritten: number[] = []
      let agent = run(card)
      const noteWritten = (): void => {
        if (agent.spool.stats().bytes === 0) written.push(...unwritten.splice(0))
      }
      for (let kill = 0; kill < 50; kill++) {
        for (let minute = random() * 6; minute >= 0; minute--) {
          agent.add(card.clock.monotonicMs())
          unwritten.push(card.clock.monotonicMs())
          await card.clock.advance(60_000)
          agent.spool.flush()
          noteWritten()
        }
        for (let tries = random() * 4; tries >= 1; tries--) {
          const batch = agent.spool.head()
          if (batch === undefined) break
          noteWritten()
          take(batch)
          // A lost answer is a kill before it came.
          if (tries >= 2) agent.spool.settle()
        }
        agent = run(card)
        unwritten = []
      }
      for (let batch = agent.spool.head(); batch !== undefined; batch = agent.spool.head()) {
        take(batch)
        agent.spool.settle()
      }
      expect(arrived).toEqual(written)
      expect(agent.spool.stats().dropped).toBe(0)
    }
  )

  test('goes on in memory while the disk is full, and loses the oldest, counted, where that is full, too', () => {
    const card = createCard()
    const { spool, add, drain } = run(card, { maxBytes: 4000 })
    card.failWith(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }))
    const times = Array.from({ length: 300 }, (_, i) => (i + 1) * 30_000)
    add(...times)
    const { items, dropped } = spool.stats()
    expect(items + dropped).toBe(300)
    expect(dropped).toBeGreaterThan(0)
    expect(drain().flat()).toEqual(times.slice(dropped))
    expect(spool.stats()).toMatchObject({ items: 0, dropped })
  })

  test('costs the card of a Raspberry Pi that reports each minute less than 8 MB a day, so that its 64 MiB hold a week', async () => {
    const card = createCard()
    const { spool, disk } = run(card)
    const hours = 1
    for (let minute = 1; minute <= hours * 60; minute++) {
      spool.append({ items: [lateReport(piReport(minute), minute * 60_000)], boot })
      await card.clock.advance(60_000)
      spool.flush()
    }
    expect(disk.writtenBytes * 24 / hours).toBeLessThan(8e6)
    expect(disk.writtenBytes).toBeGreaterThan(60_000)
    expect(spool.stats().items).toBe(60)
  })
})
