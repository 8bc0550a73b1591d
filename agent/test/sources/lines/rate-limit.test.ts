import { expect, test } from 'vitest'
import { createRateLimit, type OverLimit } from '../../../src/sources/lines/rate-limit.ts'
import { boot, sourceLine } from '../source-line.ts'

const create = () => {
  const reports: [string, number, number][] = []
  const limit = createRateLimit({
    linesPerSecond: 10,
    burst: 5,
    onOverLimit: ({ line, count, seconds }: OverLimit) => reports.push([line.unit, count, seconds])
  })
  const passed = (from: number, everyMs: number, count: number, unit = 'kiosk.service'): number =>
    Array.from({ length: count }, (_, i) => limit.take(sourceLine('a', { monotonicMs: from + i * everyMs, unit }))).filter(Boolean).length
  return { limit, reports, passed }
}

test('lets a burst pass, then so many a second, each unit on its own', () => {
  const { passed } = create()
  expect(passed(0, 0, 20)).toBe(5)
  expect(passed(0, 0, 3, 'other.service')).toBe(3)
  expect(passed(10, 10, 100)).toBe(10)
})

test('fills up to the burst in a pause and no further', () => {
  const { passed } = create()
  passed(0, 0, 20)
  expect(passed(3_600_000, 0, 20)).toBe(5)
})

test('says after a minute how much was dropped', () => {
  const { reports, passed, limit } = create()
  passed(0, 0, 25)
  limit.tick(boot, 59_999)
  expect(reports).toEqual([])
  limit.tick(boot, 60_000)
  expect(reports).toEqual([['kiosk.service', 20, 1]])
  limit.tick(boot, 600_000)
  expect(reports).toHaveLength(1)
})

test('says it while the flood goes on, with the time that it covers', () => {
  const { reports, passed } = create()
  passed(0, 10, 6100)
  expect(reports).toEqual([['kiosk.service', expect.any(Number), 60]])
  expect(reports[0]![1]).toBeGreaterThan(5000)
})

test('counts by the clock of the lines: a backlog of an hour that is read at once is no flood', () => {
  const { passed, reports, limit } = create()
  expect(passed(0, 100, 36_000)).toBe(36_000)
  limit.flush()
  expect(reports).toEqual([])
})

test('begins anew with another boot, and says first what was dropped in the one before', () => {
  const { limit, reports, passed } = create()
  passed(5000, 0, 7)
  expect(limit.take(sourceLine('a', { boot: 'another', monotonicMs: 100 }))).toBe(true)
  expect(reports).toEqual([['kiosk.service', 2, 1]])
})

test('lets no flood begin anew for all the units that come and go meanwhile', () => {
  const { limit, passed } = create()
  expect(passed(0, 0, 20)).toBe(5)
  for (let i = 0; i < 2000; i++) {
    limit.take(sourceLine('a', { monotonicMs: 0, unit: `run-${i}.service` }))
    expect(passed(0, 0, 1)).toBe(0)
  }
})

test('bears units without number', () => {
  const { limit } = create()
  for (let i = 0; i < 2000; i++) expect(limit.take(sourceLine('a', { unit: `run-${i}.service` }))).toBe(true)
})
