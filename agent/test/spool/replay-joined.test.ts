import { expect, test } from 'vitest'
import { gunzipSync } from 'node:zlib'
import { repeatableNumbers } from '../../../collector/test/devices/live/repeatable-numbers.ts'
import type { Batch } from '../../src/spool/batch/batch.ts'
import type { LogItem } from '../../src/spool/batch/log-batch.ts'
import { createLinePipeline } from '../../src/sources/lines/line-pipeline.ts'
import type { Spool } from '../../src/spool/spool.ts'
import { createManualClock } from '../manual-clock.ts'
import { sourceLine } from '../sources/source-line.ts'
import { createCard } from './disk/card.ts'
import { boot } from './line-spool.ts'

const linesOf = ({ body }: Batch): string[] =>
  (JSON.parse(gunzipSync(body).toString()) as { items: LogItem[] }).items.flatMap(({ message }) => message.split('\n'))

const createPipeline = (spool: Spool) =>
  createLinePipeline({
    source: 'numbers',
    spool,
    boot,
    clock: createManualClock(),
    rules: {
      firstLineOf: (unit) => (unit.startsWith('joined') ? /^\S/ : undefined),
      limit: { linesPerSecond: 1e6, burst: 1e6 },
      leastLevel: 'info',
      redact: (text) => text
    }
  })

test('a record that was cut by a tick before the kill, and is whole when it is read again, makes the same batch', () => {
  const card = createCard()
  const lines = ['first', '  second', '  third'].map((text, i) => sourceLine(text, { boot, unit: 'joined', position: String(i + 1) }))
  const killed = card.run()
  const pipeline = createPipeline(killed.spool)
  pipeline.take(lines[0]!)
  pipeline.take(lines[1]!)
  for (let i = 0; i < 2; i++) pipeline.tick()
  const batch = killed.spool.head()!
  const next = card.run()
  const again = createPipeline(next.spool)
  for (const line of lines) again.take(line)
  expect(next.spool.head()).toMatchObject({ stream: batch.stream, sequence: batch.sequence })
  expect(linesOf(next.spool.head()!)).toEqual(linesOf(batch))
  next.spool.settle()
  again.flush()
  expect(linesOf(next.spool.head()!)).toEqual(['  third'])
})

test('a batch ends at no line between those of one record', () => {
  const card = createCard()
  const { spool } = card.run({ limits: { items: 2, bytes: 100_000 } })
  const pipeline = createPipeline(spool)
  const lines = [['before', 'single'], ['first', 'joined'], ['between', 'single'], ['  second', 'joined'], ['behind', 'single']] as const
  for (const [i, [text, unit]] of lines.entries()) pipeline.take(sourceLine(text, { boot, unit, position: String(i + 1) }))
  pipeline.flush()
  const batches: [string[], string | undefined][] = []
  for (let batch = spool.head(); batch !== undefined; batch = spool.head()) {
    spool.settle()
    batches.push([linesOf(batch), spool.positions().get('numbers')])
  }
  expect(batches).toEqual([[['before'], '1'], [['first', '  second', 'between'], '4'], [['behind'], '5']])
})

test.each([1, 2, 3, 4, 5])(
  'records of several writers, interleaved and cut anywhere, by an agent that is killed 60 times: every line arrives once (seed %i)',
  (seed) => {
    const upTo = repeatableNumbers(seed)
    const card = createCard()
    const units = ['single', 'joined-a', 'joined-b', 'joined-c']
    const written: ReturnType<typeof sourceLine>[] = []
    const write = (count: number): void => {
      for (let i = 0; i < count; i++) {
        const [unit, number] = [units[upTo(units.length)]!, written.length + 1]
        const text = `${unit === 'single' || upTo(4) === 0 ? '' : '  '}${unit} ${number}`
        written.push(sourceLine(text, { boot, unit, position: String(number), monotonicMs: number * 20 }))
      }
    }
    const marks = new Map<string, number>()
    const arrived: string[] = []
    const collect = (batch: Batch): void => {
      if (batch.sequence <= (marks.get(batch.stream) ?? 0)) return
      marks.set(batch.stream, batch.sequence)
      arrived.push(...linesOf(batch))
    }
    const run = (steps: number, isLast = false): void => {
      const { spool } = card.run({ limits: { items: 7, bytes: 100_000 }, flushAfterMs: 20_000 })
      const pipeline = createPipeline(spool)
      let read = Number(spool.positions().get('numbers') ?? 0)
      const follow = (count: number): void => {
        for (let i = 0; i < count && read < written.length; i++) pipeline.take(written[read++]!)
      }
      const deliver = (): boolean => {
        const batch = spool.head()
        if (batch === undefined) return false
        if (isLast || upTo(4) > 0) collect(batch)
        if (isLast || upTo(3) > 0) {
          collect(batch)
          spool.settle()
        }
        return true
      }
      for (let step = 0; step < steps; step++) {
        const what = upTo(10)
        if (what < 3) write(upTo(12))
        else if (what < 6) follow(upTo(15))
        else if (what < 8) pipeline.tick()
        else deliver()
      }
      if (!isLast) return
      follow(Infinity)
      pipeline.flush()
      while (deliver());
    }
    for (let kill = 0; kill < 60; kill++) run(upTo(30) + 1)
    run(0, true)
    expect(arrived.toSorted()).toEqual(written.map(({ text }) => text).toSorted())
    for (const unit of units) {
      expect(arrived.filter((text) => text.includes(`${unit} `))).toEqual(
        written.filter((line) => line.unit === unit).map(({ text }) => text)
      )
    }
    expect(written.length).toBeGreaterThan(500)
  }
)
