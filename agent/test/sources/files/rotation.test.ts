import { appendFileSync, copyFileSync, existsSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { followFiles, linesOf, long } from './follow-files.ts'

let directory: string
let log: string
beforeEach(() => {
  directory = temporaryDirectory()
  log = join(directory, 'app.log')
})

const positionsAfter = (path: string): Readonly<Record<string, string>> => {
  const { ticks, spool, source } = followFiles(path)
  ticks(3)
  void source.stop()
  return Object.fromEntries(spool.positions())
}

test('a file that was removed by a rotation while no agent ran is followed by those that were set aside after it', () => {
  writeFileSync(log, linesOf(long('one')))
  const positions = positionsAfter(log)
  const notedMs = Date.now()
  rmSync(log)
  for (const [name, text, ms] of [
    ['.3', 'sent long ago', -5000], ['.2', 'two', 1000], ['.1', 'three', 2000], ['', 'four', 3000]
  ] as const) {
    writeFileSync(`${log}${name}`, linesOf(long(text)))
    utimesSync(`${log}${name}`, (notedMs + ms) / 1000, (notedMs + ms) / 1000)
  }
  const { ticks, messages } = followFiles(log, { positions, notedMs })
  ticks(3)
  expect(messages()).toEqual(['two', 'three', 'four'].map(long))
})

test('a file that was copied in its own place, as log2ram does, is read on where it was left', () => {
  writeFileSync(log, linesOf(long('one')))
  const positions = positionsAfter(log)
  copyFileSync(log, `${log}-copy`)
  renameSync(`${log}-copy`, log)
  appendFileSync(log, linesOf('two'))
  const { ticks, messages } = followFiles(log, { positions })
  ticks(3)
  expect(messages()).toEqual(['two'])
})

test('a file that was empty when it was left makes no rotated one be read again', () => {
  writeFileSync(log, '')
  const positions = positionsAfter(log)
  writeFileSync(`${log}.1`, linesOf('sent long ago'))
  // Written before the empty one goes, whose number it would otherwise get.
  writeFileSync(`${log}.new`, linesOf('new'))
  renameSync(`${log}.new`, log)
  const { ticks, messages } = followFiles(log, { positions })
  ticks(3)
  expect(messages()).toEqual(['new'])
})

test('a file that is rotated twice before its writer is seen in the new one loses nothing between', () => {
  writeFileSync(log, linesOf(long('a1'), 'a2'))
  const { ticks, messages } = followFiles(log)
  ticks(1)
  renameSync(log, `${log}.2`)
  utimesSync(`${log}.2`, 1000, 1000)
  writeFileSync(`${log}.1`, linesOf(long('b1'), 'b2'))
  writeFileSync(log, linesOf(long('c1')))
  ticks(20)
  expect(messages()).toEqual([long('a1'), 'a2', long('b1'), 'b2', long('c1')])
})

test('a file that comes anew under a number that was used before is read from its beginning', () => {
  writeFileSync(log, linesOf('started'))
  const { ticks, messages } = followFiles(log)
  ticks(1)
  rmSync(log)
  ticks(10)
  writeFileSync(log, linesOf('started', 'more'))
  ticks(3)
  expect(messages()).toEqual(['started', 'started', 'more'])
})

test.each([
  ['.2', '.1'],
  ['-20261127', '-20261128'],
  ['.10', '.9']
])('files that were set aside at one time are read by their names: %s before %s', (older, newer) => {
  writeFileSync(log, linesOf(long('one')))
  const positions = positionsAfter(log)
  appendFileSync(log, linesOf('two'))
  renameSync(log, `${log}${older}`)
  writeFileSync(`${log}${newer}`, linesOf(long('three')))
  for (const name of [older, newer]) utimesSync(`${log}${name}`, 1000, 1000)
  writeFileSync(log, linesOf(long('four')))
  const { ticks, messages } = followFiles(log, { positions })
  ticks(10)
  expect(messages()).toEqual(['two', long('three'), long('four')])
})

test('files of one day each are followed for ever, though only so many at a time', () => {
  const { ticks, messages, said } = followFiles(join(directory, '*.log'))
  for (let day = 0; day < 105; day++) {
    const path = join(directory, `app-${day}.log`)
    writeFileSync(path, linesOf(`day ${day}`))
    ticks(10)
    rmSync(path)
    ticks(10)
  }
  expect([messages().length, messages().at(-1), said]).toEqual([105, 'day 104', []])
})

test('a file that is there again after it was forgotten is read from its beginning', () => {
  const { ticks, messages, source } = followFiles(join(directory, '*.log'))
  writeFileSync(log, linesOf('one'))
  ticks(10)
  rmSync(log)
  ticks(20)
  expect(source.stats()).toEqual([])
  writeFileSync(log, linesOf('two'))
  ticks(20)
  expect(messages()).toEqual(['one', 'two'])
})

/** Writes files that take the path one after the other, each rotated away by the next. */
const writeRotated = (...texts: readonly string[]): void => {
  for (const text of texts) {
    for (let n = 8; n >= 1; n--) if (existsSync(`${log}.${n}`)) renameSync(`${log}.${n}`, `${log}.${n + 1}`)
    if (existsSync(log)) renameSync(log, `${log}.1`)
    writeFileSync(log, linesOf(long(text)))
  }
}

test.each(['*.log', 'app.log'])('a path of %s that is new and was rotated twice before it is seen is read from its first file on', (name) => {
  writeRotated('sent long ago', 'sent, too', 'removed')
  rmSync(log)
  const { ticks, messages, lost } = followFiles(join(directory, name))
  ticks(10)
  writeRotated('one', 'two', 'three')
  // As a clock that leaps to 1970 gives them.
  for (const rotated of [log, `${log}.1`, `${log}.2`]) utimesSync(rotated, 1000, 1000)
  ticks(20)
  expect([messages(), lost()]).toEqual([['one', 'two', 'three'].map(long), 0])
})

test('a new path of which another is the beginning is read once', () => {
  const { ticks, messages, items } = followFiles(join(directory, '*'))
  ticks(1)
  for (const name of ['app', 'app.log', 'app-error.log']) writeFileSync(join(directory, name), linesOf(long(name)))
  ticks(20)
  expect([messages(), items.map(({ unit }) => unit)]).toEqual([
    ['app', 'app-error.log', 'app.log'].map(long), ['app', 'app-error.log', 'app.log'].map((name) => join(directory, name))
  ])
})

test.each(['kept', 'removed'])('a path that comes back after it was forgotten repeats no rotated file; its position was %s', (position) => {
  // By the clock, all was written after an earlier run.
  const { ticks, messages, source, spool } = followFiles(join(directory, '*.log'), { notedMs: 0 })
  ticks(1)
  for (const text of ['one', 'two', 'three']) {
    writeRotated(text)
    ticks(10)
  }
  rmSync(log)
  ticks(20)
  expect(source.stats()).toEqual([])
  if (position === 'removed') spool.positions = () => new Map()
  writeRotated('four', 'five', 'six')
  ticks(20)
  expect(messages()).toEqual(['one', 'two', 'three', 'four', 'five', 'six'].map(long))
})

const setAsideNames = ['app.1.log', 'app-20261128.log', 'app.2026-11-28.log']

test.each(setAsideNames)('a file that is renamed to %s, which the pattern matches, too, is read once', (name) => {
  const { ticks, messages } = followFiles(join(directory, '*.log'))
  writeFileSync(log, linesOf(long('old')))
  ticks(11)
  renameSync(log, join(directory, name))
  appendFileSync(join(directory, name), linesOf('last of the old'))
  writeFileSync(log, linesOf('new'))
  ticks(30)
  expect(messages()).toEqual([long('old'), 'last of the old', 'new'])
})

test.each(setAsideNames)('a file that is copied to %s and truncated is read once, with what was written before the copy', (name) => {
  const { ticks, messages } = followFiles(join(directory, '*.log'))
  writeFileSync(log, linesOf(long('old')))
  ticks(11)
  appendFileSync(log, linesOf('last of the old'))
  copyFileSync(log, join(directory, name))
  truncateSync(log)
  ticks(1)
  appendFileSync(log, linesOf('new'))
  ticks(30)
  expect(messages().toSorted()).toEqual([long('old'), 'last of the old', 'new'].toSorted())
})

test.each(setAsideNames)('a file that was renamed to %s while no agent ran is read on there', (name) => {
  const pattern = join(directory, '*.log')
  writeFileSync(log, linesOf(long('old')))
  const positions = positionsAfter(pattern)
  appendFileSync(log, linesOf('last of the old'))
  renameSync(log, join(directory, name))
  writeFileSync(log, linesOf(long('new')))
  const { ticks, messages } = followFiles(pattern, { positions })
  ticks(30)
  expect(messages()).toEqual(['last of the old', long('new')])
})

test('files that are renamed to count up before their extension are read once', () => {
  const { ticks, messages } = followFiles(join(directory, '*.log'))
  const expected: string[] = []
  for (let day = 1; day <= 4; day++) {
    for (let n = 3; n >= 1; n--) {
      if (existsSync(join(directory, `app.${n}.log`))) renameSync(join(directory, `app.${n}.log`), join(directory, `app.${n + 1}.log`))
    }
    if (existsSync(log)) renameSync(log, join(directory, 'app.1.log'))
    writeFileSync(log, linesOf(long(`day ${day}`)))
    expected.push(long(`day ${day}`))
    ticks(30)
  }
  expect(messages()).toEqual(expected)
})

test('files that begin alike are each read from the beginning', () => {
  const { ticks, messages } = followFiles(join(directory, '*.log'))
  const banner = long('banner')
  writeFileSync(log, linesOf(banner, 'a1'))
  ticks(11)
  writeFileSync(join(directory, 'b.log'), linesOf(banner, 'b1', 'b2', 'b3'))
  ticks(11)
  expect(messages()).toEqual([banner, 'a1', banner, 'b1', 'b2', 'b3'])
})

test('files that were renamed to count up before their extension while no agent ran are read on each in its place', () => {
  const pattern = join(directory, '*.log')
  const names = ['app.log', 'app.1.log', 'app.2.log', 'app.3.log']
  for (const name of names.slice(0, 3)) writeFileSync(join(directory, name), linesOf(long(name)))
  const positions = positionsAfter(pattern)
  for (let n = 2; n >= 0; n--) renameSync(join(directory, names[n]!), join(directory, names[n + 1]!))
  appendFileSync(join(directory, 'app.1.log'), linesOf('last'))
  writeFileSync(log, linesOf('new'))
  const { ticks, messages } = followFiles(pattern, { positions })
  ticks(30)
  expect(messages()).toEqual(['last', 'new'])
})

test('a file that is named as if it were set aside of another is read by its own name alone, and so is what is set aside of it', () => {
  const other = join(directory, 'app')
  writeFileSync(other, linesOf(long('a1')))
  writeFileSync(log, linesOf(long('l1')))
  const { ticks, items } = followFiles(join(directory, '*'))
  ticks(1)
  for (const [path, text] of [[other, 'a2'], [log, 'l2']] as const) {
    renameSync(path, `${path}.1`)
    utimesSync(`${path}.1`, 1000, 1000)
    writeFileSync(path, linesOf(long(text)))
  }
  ticks(20)
  const messagesOf = (path: string) => items.filter(({ unit }) => unit === path).map(({ message }) => message)
  expect([messagesOf(other), messagesOf(log)]).toEqual([['a1', 'a2'].map(long), ['l1', 'l2'].map(long)])
  expect(items).toHaveLength(4)
})
