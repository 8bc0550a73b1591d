import { appendFileSync, copyFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
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

test.each([['.2', '.1'], ['-20261127', '-20261128'], ['.10', '.9']])('files that were set aside at one time are read by their names: %s before %s', (older, newer) => {
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
