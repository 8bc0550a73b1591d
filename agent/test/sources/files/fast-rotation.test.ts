import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { systemClock } from '../../../src/device/clock.ts'
import { createManualClock, settled } from '../../manual-clock.ts'
import { followFiles, linesOf, long } from './follow-files.ts'

let directory: string
let log: string
beforeEach(() => {
  directory = temporaryDirectory()
  log = join(directory, 'app.log')
})

const unlimited = { rules: { limit: { linesPerSecond: 1_000_000, burst: 1_000_000 } } }

/** Renames as logrotate(8) does with `rotate COUNT`. */
const rotate = (count: number): void => {
  rmSync(`${log}.${count}`, { force: true })
  for (let n = count - 1; n >= 1; n--) if (existsSync(`${log}.${n}`)) renameSync(`${log}.${n}`, `${log}.${n + 1}`)
  renameSync(log, `${log}.1`)
}

/**
 * Writes 30,000 lines in some seconds, rotates every 200 ms, and keeps two of what it sets aside. Before each rotation it waits for a byte:
 * a machine that gives the reader no time for longer than a file is there would lose it, and prove nothing.
 */
const writer = `
const { appendFileSync, existsSync, readSync, renameSync } = require('node:fs')
const log = process.argv[1]
let line = 0
for (let round = 0; round < 20; round++) {
  const end = Date.now() + 200
  for (let i = 0; i < 15; i++) {
    let lines = ''
    for (let n = 0; n < 100; n++) lines += 'line ' + line++ + ' ' + 'x'.repeat(80) + '\\n'
    appendFileSync(log, lines)
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(0, end - Date.now()))
  readSync(0, Buffer.alloc(1))
  if (existsSync(log + '.1')) renameSync(log + '.1', log + '.2')
  renameSync(log, log + '.1')
}`

test('a program that rotates its log every 200 ms loses no line, and none comes twice', async () => {
  const { source, ticks, messages, lost } = followFiles(log, { ...unlimited, clock: systemClock })
  ticks(1)
  const child = spawn(process.execPath, ['-e', writer, log], { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = once(child, 'close')
  for (let round = 0, polls = 1; round < 20; polls++) {
    await systemClock.sleep(20)
    if (polls % 50 === 0) ticks(1)
    // The file of the round before has been opened: it is read to its end whatever becomes of its name.
    if (messages().length > (round - 1) * 1500) {
      child.stdin.write('.')
      round++
    }
  }
  await ended
  ticks(12)
  await source.stop()
  const numbers = messages().map((message) => Number(/^line (\d+)/.exec(message)![1]))
  expect(numbers).toEqual(Array.from({ length: 30_000 }, (_, i) => i))
  expect(lost()).toBe(0)
}, 120_000)

test('a file that is rotated away between two ticks is read to its end, though its name is gone', async () => {
  const clock = createManualClock(3_600_000, Date.now())
  const { source, ticks, messages } = followFiles(log, { clock })
  writeFileSync(log, linesOf(long('one')))
  ticks(1)
  for (const text of ['two', 'three', 'four']) {
    rotate(1)
    writeFileSync(log, linesOf(long(text)))
    await untilWoken(clock)
  }
  rmSync(`${log}.1`)
  ticks(20)
  await source.stop()
  expect(messages()).toEqual(['one', 'two', 'three', 'four'].map(long))
})

/** Waits for the kernel's notice of what has just been done, then lets the time pass that a rotation is given. */
const untilWoken = async (clock: ReturnType<typeof createManualClock>): Promise<void> => {
  while (clock.sleeping().length === 0) await settled()
  await clock.advance(50)
}

test('a new file that has passed a megabyte before it is seen is read from its beginning', () => {
  const { ticks, messages } = followFiles(join(directory, '*.log'), unlimited)
  ticks(1)
  const lines = Array.from({ length: 30_000 }, (_, i) => `line ${String(i).padStart(60, '0')}`)
  writeFileSync(log, linesOf(...lines))
  ticks(30)
  expect(messages()).toEqual(lines)
})

test('a file that has come while no agent ran is read from its beginning if its pattern was followed before', () => {
  const pattern = join(directory, '*.log')
  writeFileSync(log, linesOf('one'))
  const before = followFiles(pattern)
  before.ticks(1)
  void before.source.stop()
  const lines = Array.from({ length: 20_000 }, (_, i) => `line ${String(i).padStart(60, '0')}`)
  writeFileSync(join(directory, 'new.log'), linesOf(...lines))
  const { ticks, messages } = followFiles(pattern, { ...unlimited, positions: Object.fromEntries(before.spool.positions()) })
  ticks(20)
  expect(messages()).toEqual(lines)
})

test('files that nobody reads fast enough are given up from the oldest on, and their lines are counted as lost', () => {
  const { source, ticks, messages, fullAt, lost, said } = followFiles(log, unlimited)
  fullAt(0)
  for (let n = 0; n < 110; n++) {
    appendFileSync(log, linesOf(long(`a${n}`), `b${n}`))
    ticks(1)
    renameSync(log, `${log}-202611280000${String(n).padStart(2, '0')}`)
  }
  ticks(1)
  expect([messages(), lost(), source.stats()[0]!.lost]).toEqual([[], 20, 20])
  expect(said[0]).toMatch(/^lines of a rotated log file were lost/)
  fullAt(Infinity)
  ticks(20)
  expect(messages().length + lost()).toBe(220)
})
