import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostItem } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { nextItems } from '../../../src/report/collector/next-items.ts'
import { finished, underWay } from './run-on-disk.ts'

const fileOf = (...lines: readonly (HostItem | string)[]): string => {
  const file = join(temporaryDirectory(), 'events')
  writeFileSync(file, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''))
  return file
}

it('gives of a host’s steps only the newest, and every outcome', () => {
  const file = fileOf(
    underWay('a', 'One'), underWay('b', 'One'), underWay('a', 'Two'), finished('b', { outcome: 'unreachable' }), underWay('b', 'One', 2)
  )
  expect(nextItems(file, 0)?.items).toStrictEqual([
    underWay('a', 'Two'), finished('b', { outcome: 'unreachable' }), underWay('b', 'One', 2)
  ])
})

it('gives nothing before there is a file, or a whole line', () => {
  const file = join(temporaryDirectory(), 'events')
  expect(nextItems(file, 0)).toBeUndefined()
  appendFileSync(file, '{"state"')
  expect(nextItems(file, 0)).toBeUndefined()
})

it('passes over lines that are no items', () => {
  const file = fileOf('no JSON', '{}', '', finished('a'))
  expect(nextItems(file, 0)?.items).toStrictEqual([finished('a')])
})

it('gives no more than one message takes, and all of it in the end', () => {
  const many = Array.from(
    { length: 2500 }, (_, number) => finished(`pi-${number}`, { outcome: 'failed', message: 'x'.repeat(number % 300) })
  )
  const file = fileOf(...many)
  const found: HostItem[] = []
  for (let offset = 0; ;) {
    const next = nextItems(file, offset)
    if (!next) break
    expect(next.items.length).toBeLessThanOrEqual(1000)
    expect(Buffer.byteLength(JSON.stringify(next.items))).toBeLessThan(500_000)
    found.push(...next.items)
    offset = next.end
  }
  expect(found).toStrictEqual(many)
})

it('is held up by no line without end', () => {
  const file = fileOf('x'.repeat(600_000), finished('a'))
  const found: HostItem[] = []
  for (let offset = 0, next; (next = nextItems(file, offset)); offset = next.end) found.push(...next.items)
  expect(found).toStrictEqual([finished('a')])
})

it('takes the longest item that the contract knows', () => {
  const longest = finished(
    'a',
    {
      outcome: 'rolled_back', message: '語'.repeat(4000),
      journal: { unit: 'app.service', lines: Array.from({ length: 20 }, () => '語'.repeat(2000)) }
    }
  )
  expect(nextItems(fileOf(longest), 0)?.items).toStrictEqual([longest])
})
