import { appendFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { createBootStarts } from '../../../src/spool/boot-starts.ts'
import { noDisk } from '../../../src/spool/disk/no-disk.ts'
import { createManualClock } from '../../manual-clock.ts'
import { boot } from '../source-line.ts'
import { followFiles, linesOf, type FollowOptions } from './follow-files.ts'
import { parseTimeFormat } from '../../../src/config/time-format.ts'

const hourMs = 3_600_000
/** The device has run for ten hours. */
const nowMs = Date.UTC(2026, 10, 28, 12)
const started = nowMs - 10 * hourMs

let log: string
beforeEach(() => { log = join(temporaryDirectory(), 'app.log') })

/** Boots whose clocks were synchronised, by when they began. */
const bootsFrom = (boots: Readonly<Record<string, number>>) =>
  createBootStarts(boot, { ...noDisk, ledger: { ...noDisk.ledger, boots: Object.entries(boots) } })
const synchronised = bootsFrom({ [boot]: started })

const at = (ms: number, fields: object = {}): string => JSON.stringify({ time: new Date(ms).toISOString(), msg: 'hot', ...fields })
const readOnce = (lines: readonly string[], options: FollowOptions = {}) => {
  writeFileSync(log, linesOf(...lines))
  utimesSync(log, nowMs / 1000, nowMs / 1000)
  const clock = createManualClock(10 * hourMs, nowMs)
  const { ticks, items, source } = followFiles(log, {
    clock, bootStarts: synchronised, rules: { limit: { linesPerSecond: 1000, burst: 1000 } }, ...options
  })
  ticks(1)
  return {
    clock, ticks, items, source,
    times: () => items.map(({ boot: of, wallMs, monotonicMs, estimated }) => ({ boot: of, wallMs, monotonicMs, estimated }))
  }
}
const own = (wallMs: number, of = boot, startedMs = started) => ({
  boot: of, wallMs, monotonicMs: wallMs - startedMs, estimated: undefined
})

test('lines that were written while the agent was away have their own times', () => {
  const minutes = Array.from({ length: 180 }, (_, i) => nowMs - 3 * hourMs + i * 60_000)
  expect(readOnce(minutes.map((ms) => at(ms))).times()).toEqual(minutes.map((ms) => own(ms)))
  const text = minutes.map((ms) => `${new Date(ms).toISOString()} hot`)
  expect(readOnce(text, { format: { readTime: parseTimeFormat('%FT%T.%f%z') } }).times()).toEqual(minutes.map((ms) => own(ms)))
})

test('a line of an earlier boot has that boot, if its clock was synchronised, and otherwise the beginning of this one, estimated', () => {
  const lines = [at(nowMs - 20 * hourMs), at(nowMs - 13 * hourMs), at(nowMs - hourMs)]
  const earlier = nowMs - 15 * hourMs
  expect(readOnce(lines, { bootStarts: bootsFrom({ earlier, [boot]: started }) }).times()).toEqual([
    { ...own(started), estimated: true }, own(nowMs - 13 * hourMs, 'earlier', earlier), own(nowMs - hourMs)
  ])
})

test('a time after the file was written, of which the clock was not right, is not believed, and the order stays', () => {
  const lines = [at(nowMs - 2 * hourMs), 'Traceback of it', at(nowMs + hourMs), at(nowMs - 3 * hourMs), at(nowMs - hourMs)]
  const two = nowMs - 2 * hourMs
  expect(readOnce(lines).times()).toEqual([
    own(two), { ...own(two), estimated: true }, { ...own(two), estimated: true }, own(two), own(nowMs - hourMs)
  ])
})

test('a line that the agent saw being written has the time at which it was', () => {
  const { clock, ticks, times } = readOnce([at(nowMs - hourMs)])
  appendFileSync(log, linesOf(at(nowMs - hourMs)))
  utimesSync(log, nowMs / 1000, nowMs / 1000)
  ticks(1)
  expect(times()[1]).toEqual({ ...own(clock.wallMs()) })
})

test('lines with a time wait for the clock to be synchronised, for two minutes at most; others do not', async () => {
  for (const becomesRight of [true, false]) {
    const bootStarts = bootsFrom({})
    const { clock, ticks, times, source } = readOnce([at(nowMs - hourMs)], { bootStarts })
    expect(times()).toEqual([])
    expect(source.stats()).toMatchObject([{ waitsForClock: true }])
    if (becomesRight) bootStarts.record({ wallMs: clock.wallMs(), monotonicMs: clock.monotonicMs() })
    else await clock.advance(120_000)
    ticks(1)
    expect(times().map(({ estimated }) => estimated)).toEqual([becomesRight ? undefined : true])
    expect(source.stats()).toMatchObject([{ waitsForClock: false }])
  }
  expect(readOnce(['no time'], { bootStarts: bootsFrom({}) }).times()).toHaveLength(1)
})

const minute = 60_000
/** By a device that has run for ten hours and whose clock nobody has set, read once it has waited for that. */
const readUnset = async (lines: readonly string[]) => {
  const { clock, ticks, times } = readOnce(lines, { bootStarts: bootsFrom({}) })
  await clock.advance(2 * minute)
  ticks(1)
  return times()
}
const estimated = (wallMs: number) => ({ ...own(wallMs), estimated: true })

test('lines of three hours keep their distances by a clock that was never synchronised, whatever it is off by, estimated', async () => {
  const minutes = Array.from({ length: 180 }, (_, i) => nowMs - 3 * hourMs + i * minute)
  // How long ago by the monotonic clock, which the collector counts back from when it hears of them.
  expect(await readUnset(minutes.map((ms) => at(ms)))).toEqual(minutes.map(estimated))
})

test('by such a clock, no line is older than its boot or later than now, whichever way it was set before', async () => {
  // 1970, the time that was saved at the last shutdown, one that was set back, and two that fit the clock as it is now.
  const lines = [at(20_000), at(nowMs - 30 * hourMs), at(nowMs + 2 * 365 * 24 * hourMs), at(nowMs - 2 * hourMs), at(nowMs - hourMs)]
  const startedAt = estimated(started)
  expect(await readUnset(lines)).toEqual([startedAt, startedAt, startedAt, estimated(nowMs - 2 * hourMs), estimated(nowMs - hourMs)])
})

test('lines that a later boot’s or another clock’s took the place of do not move those that fit the clock as it is now', async () => {
  expect(await readUnset([at(nowMs - minute), at(nowMs - 2 * hourMs)])).toEqual([estimated(nowMs - minute), estimated(nowMs - 2 * hourMs)])
})

test('a backlog of which the lines lie far apart is limited by when it is read, and loses nothing', async () => {
  const earlier = nowMs - 15 * hourMs
  const lines = Array.from({ length: 50 }, (_, i) => at(nowMs - 12 * hourMs + i * 60_000 * 10))
  const { clock, ticks, items, source } = readOnce(lines, {
    bootStarts: bootsFrom({ earlier, [boot]: started }), rules: { limit: { linesPerSecond: 10, burst: 20 } }
  })
  expect(items).toHaveLength(20)
  for (let i = 0; i < 3; i++) {
    await clock.advance(1000)
    ticks(1)
  }
  expect(items).toHaveLength(50)
  expect(source.stats()).toMatchObject([{ overLimit: 0 }])
})
