import { expect, test } from 'vitest'
import { createLineJoiner } from '../../../src/sources/lines/join-lines.ts'
import { sourceLine } from '../source-line.ts'

const create = (pattern?: RegExp) => {
  const records: [string, string | undefined][] = []
  const joiner = createLineJoiner({ firstLineOf: (unit) => unit === 'kiosk.service' ? pattern : undefined, onRecord: ({ text }, position) => records.push([text, position]) })
  return { joiner, records }
}
const startsWithDigit = /^\d/

test('gives every line at once where nothing is to be joined', () => {
  const { joiner, records } = create()
  joiner.take(sourceLine('1 a', { position: 'p1' }))
  joiner.take(sourceLine('  at b', { position: 'p2' }))
  expect(records).toEqual([['1 a', 'p1'], ['  at b', 'p2']])
})

test('joins what follows a first line until the next one', () => {
  const { joiner, records } = create(startsWithDigit)
  for (const [text, position] of [['1 a', 'p1'], ['  at b', 'p2'], ['  at c', 'p3'], ['2 d', 'p4']] as const) joiner.take(sourceLine(text, { position }))
  expect(records).toEqual([['1 a\n  at b\n  at c', 'p3']])
  expect(joiner.position).toBe('p3')
  joiner.flush()
  expect(records[1]).toEqual(['2 d', 'p4'])
})

test('ends a record when its writer has been quiet from one tick to the next', () => {
  const { joiner, records } = create(startsWithDigit)
  joiner.take(sourceLine('1 a'))
  joiner.tick()
  joiner.take(sourceLine('  at b'))
  joiner.tick()
  expect(records).toEqual([])
  joiner.tick()
  expect(records.map(([text]) => text)).toEqual(['1 a\n  at b'])
})

test('takes a line that comes a second later, by the clock of the lines, as another record', () => {
  const { joiner, records } = create(startsWithDigit)
  joiner.take(sourceLine('1 a', { monotonicMs: 1000 }))
  joiner.take(sourceLine('b', { monotonicMs: 2001 }))
  joiner.flush()
  expect(records.map(([text]) => text)).toEqual(['1 a', 'b'])
})

test('keeps apart what two processes of a unit write at the same time, and gives it in the order of the first lines', () => {
  const { joiner, records } = create(startsWithDigit)
  for (const [text, writer] of [['1 a', 'x'], ['2 b', 'y'], ['  of a', 'x'], ['  of b', 'y']] as const) joiner.take(sourceLine(text, { writer }))
  joiner.flush()
  expect(records.map(([text]) => text)).toEqual(['1 a\n  of a', '2 b\n  of b'])
})

test('lets no other unit overtake an open record, and passes no position before all its lines are given', () => {
  const { joiner, records } = create(startsWithDigit)
  joiner.take(sourceLine('0', { position: 'p0' }))
  joiner.take(sourceLine('1 a', { position: 'p1' }))
  joiner.take(sourceLine('other', { unit: 'other.service', position: 'p2' }))
  expect(records).toEqual([['0', 'p0']])
  expect(joiner.position).toBe('p0')
  joiner.take(sourceLine('  of a', { position: 'p3' }))
  joiner.pass('p4')
  joiner.flush()
  expect(records).toEqual([['0', 'p0'], ['1 a\n  of a', 'p1'], ['other', 'p4']])
})

test('lets no more than 500 records wait behind one that goes on and on', () => {
  const { joiner, records } = create(startsWithDigit)
  joiner.take(sourceLine('1 a'))
  for (let i = 0; i < 500; i++) joiner.take(sourceLine('other', { unit: 'other.service' }))
  expect(records.map(([text]) => text)).toEqual(['1 a', ...Array<string>(500).fill('other')])
})

test('gives a record in portions that is longer than a message may be', () => {
  const { joiner, records } = create(startsWithDigit)
  joiner.take(sourceLine('1'))
  for (let i = 0; i < 250; i++) joiner.take(sourceLine(`  line ${i}`))
  for (let i = 0; i < 5; i++) joiner.take(sourceLine('x'.repeat(3000)))
  joiner.flush()
  const texts = records.map(([text]) => text)
  expect(texts.join('\n').split('\n')).toHaveLength(256)
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(8192)
  expect(texts[0]!.split('\n')).toHaveLength(200)
})
