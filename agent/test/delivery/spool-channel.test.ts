import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodeLogs, type Batch, type LogItem } from '../../src/batch/batch.ts'
import { createSpoolChannel } from '../../src/delivery/spool-channel.ts'
import { createLogSpool } from '../../src/log/log-spool.ts'

const create = (count: number, limits = { items: 100, bytes: 100_000 }) => {
  const spool = createLogSpool(1_000_000)
  const add = (n: number): void => spool.append({ monotonicMs: n, wallMs: n, level: 'info', message: `line ${n}` })
  for (let n = 1; n <= count; n++) add(n)
  return { spool, add, channel: createSpoolChannel({ kind: 'logs', stream: '5b0f6c1e', boot: 'f1c70004', spool, encode: encodeLogs, limits }) }
}
const linesOf = (batch: Batch | undefined): number[] =>
  batch === undefined ? [] : (JSON.parse(gunzipSync(batch.body).toString()) as { items: LogItem[] }).items.map(({ monotonicMs }) => monotonicMs)

describe('the channel of a spool', () => {
  test('sends the oldest lines first and goes on when they have arrived', () => {
    const { channel, spool } = create(5, { items: 2, bytes: 100_000 })
    expect(linesOf(channel.head())).toEqual([1, 2])
    channel.acknowledged()
    expect(linesOf(channel.head())).toEqual([3, 4])
    expect(channel.head()?.sequence).toBe(2)
    channel.acknowledged()
    channel.head()
    channel.acknowledged()
    expect(channel.head()).toBeUndefined()
    expect(spool.stats()).toMatchObject({ items: 0, dropped: 0 })
  })

  test('gives the very same bytes for each try, whatever comes meanwhile', () => {
    const { channel, add } = create(1)
    const first = channel.head()
    add(2)
    expect(channel.head()).toBe(first)
    expect(linesOf(first)).toEqual([1])
  })

  test('sends both halves of what is too large, each under a sequence of its own, in order', () => {
    const { channel } = create(5)
    channel.head()
    channel.tooLarge()
    expect(linesOf(channel.head())).toEqual([1, 2, 3])
    expect(channel.head()?.sequence).toBe(2)
    channel.tooLarge()
    expect(linesOf(channel.head())).toEqual([1, 2])
    channel.acknowledged()
    expect(linesOf(channel.head())).toEqual([3])
    channel.acknowledged()
    expect(linesOf(channel.head())).toEqual([4, 5])
    expect(channel.head()?.sequence).toBe(5)
  })

  test('loses a single line that is too large, counts it, and goes on', () => {
    const { channel } = create(2, { items: 1, bytes: 100_000 })
    channel.head()
    channel.tooLarge()
    expect(channel.droppedCount()).toBe(1)
    expect(linesOf(channel.head())).toEqual([2])
  })

  test('sets aside a batch that is refused for good, counts its lines, and goes on', () => {
    const { channel } = create(3, { items: 2, bytes: 100_000 })
    channel.head()
    channel.rejected()
    expect(channel.droppedCount()).toBe(2)
    expect(linesOf(channel.head())).toEqual([3])
  })

  test('knows how old its oldest line is', () => {
    const { channel } = create(2)
    expect(channel.oldestMonotonicMs()).toBe(1)
    channel.head()
    channel.acknowledged()
    expect(channel.oldestMonotonicMs()).toBeUndefined()
  })
})
