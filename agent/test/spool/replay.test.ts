import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Batch } from '../../src/spool/batch/batch.ts'
import type { LogItem } from '../../src/spool/batch/log-batch.ts'
import { createLinePipeline } from '../../src/sources/lines/line-pipeline.ts'
import type { Spool } from '../../src/spool/spool.ts'
import { createManualClock } from '../manual-clock.ts'
import { sourceLine } from '../sources/source-line.ts'
import { createCard } from './disk/card.ts'
import { boot, line, linesOf } from './line-spool.ts'

/** Acknowledges as the collector does, by a mark for each stream. */
const createCollector = () => {
  const marks = new Map<string, number>()
  const lines: number[] = []
  return {
    lines,
    take ({ stream, sequence, ...batch }: Batch): void {
      if (sequence <= (marks.get(stream) ?? 0)) return
      marks.set(stream, sequence)
      lines.push(...linesOf({ stream, sequence, ...batch }))
    }
  }
}

describe('a batch that was under way when the agent was killed', () => {
  test.each([
    ['had it', true],
    ['did not have it', false]
  ])('is made again from its source under its stream and sequence: the collector %s', (_, hadIt) => {
    const card = createCard()
    const collector = createCollector()
    const killed = card.run()
    killed.add(1, 2, 3)
    const batch = killed.spool.head()!
    if (hadIt) collector.take(batch)
    killed.add(4)
    const next = card.run()
    expect(next.spool.positions().size).toBe(0)
    next.add(1, 2)
    expect(next.spool.head()).toBeUndefined()
    next.add(3, 4, 5)
    expect(next.spool.head()).toMatchObject({ stream: batch.stream, sequence: batch.sequence, items: 3 })
    for (let head = next.spool.head(); head !== undefined; head = next.spool.head()) {
      collector.take(head)
      next.spool.settle()
    }
    expect(collector.lines).toEqual([1, 2, 3, 4, 5])
  })

  test('has the lines again that no source can give', () => {
    const card = createCard()
    const { spool, add } = card.run()
    spool.append({ items: [line(1)], boot })
    add(2)
    const { stream } = spool.head()!
    const next = card.run()
    next.add(2)
    expect([next.spool.head()?.stream, linesOf(next.spool.head())]).toEqual([stream, [1, 2]])
  })

  test('keeps the order in which its source gave its lines, whatever their clocks say', () => {
    const card = createCard()
    const order = [3, 1, 2]
    const killed = card.run()
    killed.add(...order)
    killed.spool.head()
    const { add, drain } = card.run()
    add(...order)
    expect(drain()).toEqual([order])
  })

  test('is the same in a third run, when the second was killed, too', () => {
    const card = createCard()
    const first = card.run()
    first.add(1, 2)
    const { stream } = first.spool.head()!
    card.run().add(1)
    const second = card.run()
    second.add(1, 2, 3)
    second.spool.head()
    const third = card.run()
    third.add(1, 2, 3)
    expect(third.spool.head()).toMatchObject({ stream, sequence: 1, items: 2 })
  })

  test('goes as new lines where its source does not come back within a minute', async () => {
    const card = createCard()
    const first = card.run()
    first.add(1, 2, 3)
    first.spool.head()
    const { add, drain, spool, stream } = card.run()
    add(1, 2)
    await card.clock.advance(60_000)
    expect(spool.head()).toMatchObject({ stream: `${stream}-0`, sequence: 1 })
    expect(drain()).toEqual([[1, 2]])
  })

  test('goes before what came meanwhile where one of its sources does not come back, and the other is not set back', async () => {
    const card = createCard()
    const first = card.run()
    first.spool.append({ items: [line(1)], boot }, { source: 'gone', position: 'a' })
    first.add(2)
    first.spool.head()
    const { add, drain, spool } = card.run({ limits: { items: 2, bytes: 100_000 } })
    add(2, 3, 4, 5, 6)
    await card.clock.advance(60_000)
    expect(drain()).toEqual([[2], [3, 4], [5, 6]])
    expect(spool.positions().get('numbers')).toBe('6')
  })

  test('goes as far as it is of its boot where that ended before the batch does, and what is of the next boot behind it', () => {
    const card = createCard()
    const first = card.run()
    first.add(1, 2, 3)
    first.spool.head()
    const { add, drain, spool } = card.run()
    add(1, 2)
    spool.append({ items: [line(4)], boot: boot.replaceAll('f', 'e') }, { source: 'numbers', position: '4' })
    expect(drain()).toEqual([[1, 2], [4]])
  })

  test('waits for its source behind what is on the disk, and before what is newer', async () => {
    const card = createCard()
    const first = card.run()
    first.add(1)
    await card.clock.advance(60_000)
    first.spool.flush()
    first.spool.head()
    first.spool.settle()
    first.add(2)
    first.spool.head()
    const { spool, drain, add } = card.run()
    spool.append({ items: [line(9)], boot })
    expect(drain()).toEqual([])
    add(2)
    expect(drain()).toEqual([[2], [9]])
  })
})

describe('a flood that a limit dropped before the agent was killed', () => {
  const flood = (spool: Spool, monotonicMs: number) => {
    const clock = createManualClock()
    const pipeline = createLinePipeline({
      source: 'numbers',
      spool,
      boot,
      clock,
      rules: { firstLineOf: () => undefined, limit: { linesPerSecond: 1, burst: 5 }, leastLevel: 'info', redact: (text) => text }
    })
    for (let n = 1; n <= 20; n++) {
      pipeline.take(sourceLine(`line ${n}`, { boot, monotonicMs: n === 20 ? monotonicMs : n, position: String(n) }))
    }
    return pipeline
  }
  const textsOf = ({ body }: Batch): string[] =>
    (JSON.parse(gunzipSync(body).toString()) as { items: LogItem[] }).items.map(({ message }) => message)

  test.each([
    ['had it', true],
    ['did not have it', false]
  ])('is made again with its summary, and no line comes twice: the collector %s', (_, hadIt) => {
    const card = createCard()
    const killed = card.run()
    // The last line comes a minute later: the summary of the 14 before it, and the line itself.
    flood(killed.spool, 70_000).flush()
    const batch = killed.spool.head()!
    const next = card.run()
    flood(next.spool, 70_000).tick()
    const again = next.spool.head()!
    expect(again).toMatchObject({ stream: batch.stream, sequence: batch.sequence })
    const arrived = textsOf(hadIt ? batch : again)
    expect(arrived.toSorted()).toEqual([
      '14 lines of kiosk.service dropped by the rate limit in 1 s (LOG_LINES_PER_SECOND, LOG_BURST_LINES in agent.conf)',
      'line 1',
      'line 2',
      'line 20',
      'line 3',
      'line 4',
      'line 5'
    ])
  })

  test('is made again as far as it passes, where the limit now drops its last line', () => {
    const card = createCard()
    const killed = card.run()
    killed.add(1, 2, 3)
    const batch = killed.spool.head()!
    const { spool, add } = card.run()
    add(1)
    spool.advance({ source: 'numbers', position: '3' })
    add(4)
    expect([spool.head()?.stream, linesOf(spool.head())]).toEqual([batch.stream, [1]])
  })
})

/** mulberry32: the same numbers for the same seed. */
const createRandom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

describe('an agent that is killed 50 times at any point, with answers lost and a collector that is away', () => {
  test.each([1, 2, 3])('brings every line once and in order (seed %i)', async (seed) => {
    const random = createRandom(seed)
    const upTo = (most: number): number => Math.floor(random() * most) + 1
    const card = createCard()
    const collector = createCollector()
    let written = 0

    const run = async (steps: number, isLast = false): Promise<void> => {
      const { spool } = card.run({ limits: { items: 5, bytes: 100_000 }, maxBytes: 3000, flushAfterMs: 20_000 })
      let read = Number(spool.positions().get('numbers') ?? 0)
      const follow = (count: number): void => {
        for (let i = 0; i < count && read < written; i++) {
          spool.append({ items: [line(++read)], boot }, { source: 'numbers', position: String(read) })
        }
      }
      const deliver = (): boolean => {
        const batch = spool.head()
        if (batch === undefined) return false
        const isAway = !isLast && random() < 0.3
        if (!isAway) collector.take(batch)
        if (!isAway && (isLast || random() < 0.8)) spool.settle()
        return true
      }
      for (let step = 0; step < steps; step++) {
        const what = random()
        if (what < 0.4) written += upTo(8)
        if (what < 0.7) follow(upTo(12))
        else if (what < 0.9) deliver()
        else {
          follow(Infinity)
          await card.clock.advance(10_000)
          spool.flush()
        }
      }
      if (isLast) {
        follow(Infinity)
        while (deliver());
      } else if (random() < 0.15) spool.close()
    }

    for (let kill = 0; kill < 50; kill++) await run(upTo(30))
    await run(0, true)
    expect(collector.lines).toEqual(Array.from({ length: written }, (_, i) => i + 1))
    expect(written).toBeGreaterThan(500)
  })
})
