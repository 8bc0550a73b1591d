import { describe, expect, test } from 'vitest'
import { createLineJoiner } from '../../../src/sources/lines/join-lines.ts'
import { boot, sourceLine } from '../source-line.ts'

/** Records as they are given together, each group with its position. */
const create = (pattern?: RegExp) => {
  const groups: [...texts: string[], position: string][] = []
  const joiner = createLineJoiner({
    firstLineOf: (unit) => (unit === 'kiosk.service' ? pattern : undefined),
    onRecords: (records, position) => groups.push([...records.map(({ text }) => text), position])
  })
  return { joiner, groups, records: () => groups.flatMap((group) => group.slice(0, -1)) }
}
const startsWithDigit = /^\d/

test('gives every line at once where nothing is to be joined', () => {
  const { joiner, groups } = create()
  joiner.take(sourceLine('1 a', { position: 'p1' }))
  joiner.take(sourceLine('  at b', { position: 'p2' }))
  expect(groups).toEqual([['1 a', 'p1'], ['  at b', 'p2']])
})

test('joins what follows a first line until the next one', () => {
  const { joiner, groups } = create(startsWithDigit)
  for (const [text, position] of [
    ['1 a', 'p1'],
    ['  at b', 'p2'],
    ['  at c', 'p3'],
    ['2 d', 'p4']
  ] as const) {
    joiner.take(sourceLine(text, { position }))
  }
  expect(groups).toEqual([['1 a\n  at b\n  at c', 'p3']])
  expect(joiner.position).toBeUndefined()
  joiner.flush()
  expect(groups[1]).toEqual(['2 d', 'p4'])
  expect(joiner.position).toBe('p4')
})

describe('a record ends', () => {
  test('when its writer has been quiet from one tick to the next', () => {
    const { joiner, records } = create(startsWithDigit)
    joiner.take(sourceLine('1 a'))
    joiner.tick()
    joiner.take(sourceLine('  at b'))
    joiner.tick()
    expect(records()).toEqual([])
    joiner.tick()
    expect(records()).toEqual(['1 a\n  at b'])
  })

  test('when a line of any program comes a second later, by the clock of the lines', () => {
    const { joiner, records } = create(startsWithDigit)
    joiner.take(sourceLine('1 a', { monotonicMs: 1000 }))
    joiner.take(sourceLine('b', { monotonicMs: 2001 }))
    expect(records()).toEqual(['1 a'])
    joiner.take(sourceLine('other', { unit: 'other.service', monotonicMs: 3002 }))
    expect(records()).toEqual(['1 a', 'b', 'other'])
  })

  test('5 s after its first line, though its writer goes on and on', () => {
    const byLines = create(startsWithDigit)
    for (let i = 0; i < 20; i++) byLines.joiner.take(sourceLine(i === 0 ? '1' : '.', { monotonicMs: i * 500 }))
    expect(byLines.records()[0]).toBe(`1${'\n.'.repeat(10)}`)
    const byTicks = create(startsWithDigit)
    for (let i = 0; i < 5; i++) {
      byTicks.joiner.take(sourceLine(i === 0 ? '1' : '.'))
      byTicks.joiner.tick()
    }
    expect(byTicks.records()).toEqual([`1${'\n.'.repeat(4)}`])
  })

  test('with its boot', () => {
    const { joiner, groups } = create(startsWithDigit)
    joiner.take(sourceLine('1 a', { position: 'p1' }))
    joiner.take(sourceLine('  of another boot', { boot: boot.replaceAll('c', 'd'), position: 'p2' }))
    expect(groups).toEqual([['1 a', 'p1']])
  })

  test('when so much waits behind it: 200 records, or 64 Ki characters', () => {
    const many = create(startsWithDigit)
    many.joiner.take(sourceLine('1 a'))
    for (let i = 0; i < 200; i++) many.joiner.take(sourceLine('other', { unit: 'other.service' }))
    expect(many.records()).toEqual(['1 a', ...Array<string>(200).fill('other')])
    const large = create(startsWithDigit)
    large.joiner.take(sourceLine('1 a'))
    for (let i = 0; i < 4; i++) large.joiner.take(sourceLine('x'.repeat(16_384), { unit: 'other.service' }))
    expect(large.records()).toHaveLength(5)
  })

  test('when it is longer than a message may be; the rest is given in further portions', () => {
    const { joiner, records } = create(startsWithDigit)
    joiner.take(sourceLine('1'))
    for (let i = 0; i < 250; i++) joiner.take(sourceLine(`  line ${i}`))
    for (let i = 0; i < 5; i++) joiner.take(sourceLine('x'.repeat(3000)))
    joiner.flush()
    expect(records().join('\n').split('\n')).toHaveLength(256)
    expect(Math.max(...records().map((text) => text.length))).toBeLessThanOrEqual(8192)
    expect(records()[0]!.split('\n')).toHaveLength(200)
  })
})

describe('the position of a record', () => {
  test('is that of its last line, also where lines behind it were read and left out', () => {
    const { joiner, groups } = create(startsWithDigit)
    joiner.take(sourceLine('1 a', { position: 'p1' }))
    joiner.pass('p2')
    joiner.flush()
    expect(groups).toEqual([['1 a', 'p1']])
  })

  test('is shared by records whose lines are interleaved: before the last of these lines, none can be resumed', () => {
    const { joiner, groups } = create(startsWithDigit)
    joiner.take(sourceLine('0', { position: 'p0' }))
    joiner.take(sourceLine('1 a', { position: 'p1' }))
    joiner.take(sourceLine('other', { unit: 'other.service', position: 'p2' }))
    expect(groups).toEqual([['0', 'p0']])
    joiner.take(sourceLine('  of a', { position: 'p3' }))
    joiner.take(sourceLine('another', { unit: 'other.service', position: 'p4' }))
    joiner.flush()
    expect(groups).toEqual([['0', 'p0'], ['1 a\n  of a', 'other', 'p3'], ['another', 'p4']])
  })
})

test('keeps apart what two processes of a unit write at the same time, and gives it in the order of the first lines', () => {
  const { joiner, groups } = create(startsWithDigit)
  for (const [text, writer] of [
    ['1 a', 'x'],
    ['2 b', 'y'],
    ['  of a', 'x'],
    ['  of b', 'y']
  ] as const) {
    joiner.take(sourceLine(text, { writer, position: text }))
  }
  joiner.flush()
  expect(groups).toEqual([['1 a\n  of a', '2 b\n  of b', '  of b']])
})
