import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { beforeEach, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { createLogger } from '../../../src/log/logger.ts'
import { createFileSource } from '../../../src/sources/files/file-source.ts'
import { createManualClock } from '../../manual-clock.ts'
import { createRecordingSpool } from '../recording-spool.ts'
import { boot } from '../source-line.ts'
import { followFiles, linesOf, long, unknownBoots, type FollowOptions } from './follow-files.ts'

let directory: string
let log: string
beforeEach(() => {
  directory = temporaryDirectory()
  log = join(directory, 'app.log')
})

const follow = ({ pattern = log, ...options }: { pattern?: string } & FollowOptions = {}) => followFiles(pattern, options)
/** Reads until the end of the file that is there now: what another agent starts from. */
const positionsAfter = (pattern?: string): Readonly<Record<string, string>> => {
  const { ticks, spool, source } = follow(pattern === undefined ? {} : { pattern })
  ticks(3)
  void source.stop()
  return Object.fromEntries(spool.positions())
}

describe('a file', () => {
  test('that was there before gives its lines times that rise, up to when it was last written', () => {
    writeFileSync(log, linesOf(...Array.from({ length: 1000 }, () => long('equal'))))
    const { ticks, items } = follow()
    ticks(3)
    const times = items.map(({ wallMs }) => wallMs)
    expect(times).toHaveLength(1000)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(new Set(times).size).toBeGreaterThan(4)
    expect(Math.abs(times.at(-1)! - statSync(log).mtimeMs)).toBeLessThanOrEqual(1)
  })

  test('is read from its beginning, and whole lines of it as they come', () => {
    writeFileSync(log, 'one\ntwo\nthr')
    const { ticks, messages, items, position } = follow()
    ticks(2)
    expect(messages()).toEqual(['one', 'two'])
    expect(items[0]).toMatchObject({ unit: log, level: 'info', boot })
    appendFileSync(log, 'ee\r\n\nERROR: 温度\n<4>prefixed\n')
    ticks(1)
    expect(items.slice(2).map(({ message, level }) => [message, level])).toEqual([
      ['three', 'info'],
      ['ERROR: 温度', 'error'],
      ['prefixed', 'warn']
    ])
    expect(position().split(':').at(-1)).toBe(String(statSync(log).size))
  })

  test('has its lines in their order by time as well, though one of the clocks is 10 ms fine', () => {
    const manual = createManualClock(3_600_000, Date.now())
    let reading = 0
    writeFileSync(log, linesOf(...Array.from({ length: 100 }, (_, i) => `line ${i}`)))
    const { ticks, items } = follow({ clock: { ...manual, monotonicMs: () => manual.monotonicMs() - reading++ * 7 % 10 } })
    ticks(2)
    expect(items).toHaveLength(100)
    const times = items.map(({ monotonicMs }) => monotonicMs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test('has estimated times for the lines that were there before it was read, and none for those that it saw being written', () => {
    writeFileSync(log, linesOf('found', 'found, too'))
    const { ticks, items } = follow()
    ticks(2)
    appendFileSync(log, linesOf('seen'))
    ticks(1)
    expect(items.map(({ message, estimated }) => [message, estimated])).toEqual([
      ['found', true],
      ['found, too', true],
      ['seen', undefined]
    ])
  })

  test('is read on by another agent from where the position is, and not from its beginning', () => {
    writeFileSync(log, linesOf('one'))
    const positions = positionsAfter()
    appendFileSync(log, linesOf('two'))
    const { ticks, messages } = follow({ positions })
    ticks(2)
    expect(messages()).toEqual(['two'])
  })

  test('has the same positions whenever it is read, so that what was sent once is known again', () => {
    const positions = (): readonly (string | undefined)[] => {
      const found: (string | undefined)[] = []
      const { source, spool } = follow()
      const append = spool.append.bind(spool)
      spool.append = (item, position) => {
        found.push(position?.position)
        append(item, position)
      }
      source.tick()
      return found
    }
    writeFileSync(log, 'one\n')
    const [first] = positions()
    appendFileSync(log, linesOf('two', long('three')))
    expect(positions()[0]).toBe(first)
    expect(positions()).toHaveLength(3)
  })

  test('that is renamed is read to its end, where its writer may still be for a while, then the new one', () => {
    writeFileSync(log, linesOf(long('old')))
    const { ticks, messages } = follow()
    ticks(1)
    renameSync(log, `${log}.1`)
    writeFileSync(log, linesOf('new'))
    appendFileSync(`${log}.1`, 'last of the old, without an end')
    ticks(20)
    expect(messages()).toEqual([long('old'), 'last of the old, without an end', 'new'])
  })

  test('that is copied and truncated is read on at its beginning, with what was written before the copy', () => {
    writeFileSync(log, linesOf(long('one')))
    const { ticks, messages } = follow()
    ticks(2)
    appendFileSync(log, linesOf('unread'))
    copyFileSync(log, `${log}.1`)
    truncateSync(log)
    appendFileSync(log, linesOf('two'))
    ticks(5)
    expect(messages()).toEqual([long('one'), 'unread', 'two'])
  })

  test('that was truncated and has grown beyond where it was left is known by its first bytes', () => {
    writeFileSync(log, linesOf('one'))
    const { ticks, messages } = follow()
    ticks(2)
    writeFileSync(log, linesOf('another beginning', 'and more'))
    ticks(3)
    expect(messages()).toEqual(['one', 'another beginning', 'and more'])
  })

  test('that was rotated twice while no agent ran is read on in what it has become, then in those after it', () => {
    writeFileSync(log, linesOf(long('one')))
    const positions = positionsAfter()
    appendFileSync(log, linesOf('two'))
    renameSync(log, `${log}.2`)
    utimesSync(`${log}.2`, 1000, 1000)
    writeFileSync(`${log}.1`, linesOf(long('three')))
    writeFileSync(log, linesOf(long('four')))
    const { ticks, messages } = follow({ positions })
    ticks(10)
    expect(messages()).toEqual(['two', long('three'), long('four')])
  })

  test('that got the number of a deleted one is another: it is read from its beginning', () => {
    writeFileSync(log, linesOf(long('one')))
    const positions = positionsAfter()
    unlinkSync(log)
    writeFileSync(log, linesOf(long('another'), 'two'))
    const { ticks, messages } = follow({ positions })
    ticks(2)
    expect(messages()).toEqual([long('another'), 'two'])
  })

  test('that vanishes is no error, and is read from its beginning when it is there again', () => {
    writeFileSync(log, linesOf('one'))
    const { ticks, messages, said } = follow()
    ticks(2)
    rmSync(log)
    ticks(10)
    writeFileSync(log, linesOf('two'))
    ticks(2)
    expect([messages(), said]).toEqual([['one', 'two'], []])
  })

  test('whose directory comes later is found, with all files that match by then', () => {
    const { ticks, messages } = follow({ pattern: join(directory, 'k*/*.log') })
    ticks(10)
    for (const name of ['kiosk/b.log', 'kiosk/a.log', 'kiosk/a.log.1', 'kiosk/a.log.2.gz', 'kiosk/.hidden.log', 'other/c.log']) {
      mkdirSync(join(directory, name, '..'), { recursive: true })
      writeFileSync(join(directory, name), linesOf(name))
    }
    ticks(1)
    expect(messages()).toEqual(['kiosk/a.log', 'kiosk/b.log'])
  })

  test('is read once where a pattern matches what a rotation sets aside, too', () => {
    writeFileSync(log, linesOf(long('old')))
    const { ticks, messages } = follow({ pattern: `${log}*` })
    ticks(1)
    renameSync(log, `${log}.1`)
    writeFileSync(log, linesOf('new'))
    ticks(30)
    expect(messages()).toEqual([long('old'), 'new'])
  })

  test('that is a link, a pipe or a device is refused, and said once', () => {
    writeFileSync(join(directory, 'secret'), linesOf('CLIENT_KEY=…'))
    symlinkSync(join(directory, 'secret'), log)
    spawnSync('mkfifo', [join(directory, 'pipe.log')])
    mkdirSync(join(directory, 'real'))
    writeFileSync(join(directory, 'real', 'x.log'), linesOf('behind a link'))
    symlinkSync(join(directory, 'real'), join(directory, 'linked'))
    const { ticks, messages, said, source } = follow({ pattern: join(directory, '*.log') })
    const throughLink = follow({ pattern: join(directory, 'linke?', '*.log') })
    ticks(30)
    throughLink.ticks(1)
    expect([messages(), throughLink.messages()]).toEqual([[], []])
    expect(said).toEqual([
      'cannot read a log file, trying again: it is a symbolic link',
      'cannot read a log file, trying again: it is no regular file'
    ])
    expect(source.stats().map(({ problem }) => problem)).toEqual(['it is a symbolic link', 'it is no regular file'])
  })

  test('has lines that are cut where they are too long, and bytes replaced that are no UTF-8', () => {
    writeFileSync(log, Buffer.concat([Buffer.from(`${'x'.repeat(200_000)}\nshort \0\n`), Buffer.from([0x61, 0xff, 0x0a])]))
    const { ticks, messages, source } = follow()
    ticks(2)
    expect(messages().map((message) => message.length)).toEqual([8192, 5, 2])
    expect(source.stats()).toMatchObject([{ name: log, read: 3, replaced: 1 }])
  })

  test('of which nothing is known is read from a megabyte before its end, at a whole line', () => {
    writeFileSync(log, linesOf('first', ...Array.from({ length: 30_000 }, (_, i) => `line ${String(i).padStart(60, '0')}`)))
    const { ticks, messages } = follow({ rules: { limit: { linesPerSecond: 100_000, burst: 100_000 } } })
    ticks(20)
    expect(messages().length).toBeGreaterThan(15_000)
    expect(messages().length).toBeLessThan(16_000)
    expect(messages()[0]).toMatch(/^line \d{60}$/)
    expect(messages().at(-1)).toMatch(/29999$/)
  })

  test('that was written while no agent ran waits where it is above the limit, and loses nothing', async () => {
    writeFileSync(log, linesOf(...Array.from({ length: 50 }, (_, i) => `${i}`)))
    const recorded = createRecordingSpool()
    const clock = createManualClock(3_600_000, Date.now())
    const source = createFileSource({
      spool: recorded.spool, boot, clock, afterRead: () => undefined, log: createLogger('error', () => undefined),
      rules: { firstLineOf: () => undefined, limit: { linesPerSecond: 10, burst: 20 }, leastLevel: 'info', redact: (text) => text }
    }, { patterns: [log], formatOf: () => ({}), bootStarts: unknownBoots, notedMs: undefined })
    source.tick()
    expect(recorded.messages()).toHaveLength(20)
    for (let i = 0; i < 4; i++) {
      await clock.advance(1000)
      source.tick()
    }
    expect(recorded.messages()).toEqual(Array.from({ length: 50 }, (_, i) => `${i}`))
    expect(source.stats()).toMatchObject([{ overLimit: 0 }])
  })

  test('is read as far as a batch goes that is made again, though the spool is full', () => {
    writeFileSync(log, linesOf('one', 'two'))
    const position = positionsAfter()[`file:${log}`]!
    appendFileSync(log, linesOf('three'))
    const { ticks, messages, fullAt, makeAgainUpTo } = follow()
    fullAt(0)
    makeAgainUpTo(`file:${log}`, position)
    ticks(3)
    expect(messages()).toEqual(['one', 'two'])
  })

  test('that has no position that can be read is taken as one of which nothing is known', () => {
    writeFileSync(log, linesOf('one'))
    const { ticks, messages } = follow({ positions: { [`file:${log}`]: 'garbage' } })
    ticks(2)
    expect(messages()).toEqual(['one'])
  })
})
