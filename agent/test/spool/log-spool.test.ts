import { expect, test } from 'vitest'
import { toLogItem } from '../../src/run/agent-log.ts'
import { createLogSpool } from '../../src/spool/log-spool.ts'
import { createCard } from './disk/card.ts'
import { boot, line, stream } from './line-spool.ts'

const clock = { monotonicMs: () => 1, wallMs: () => 2 }
const item = (message: string, reason: string) => toLogItem({ level: 'warn', message, fields: { reason }, local: false }, clock)

test('a line to ship is bounded in its message and in each of its fields', () => {
  const { message, context } = item('m'.repeat(20_000), 'r'.repeat(600_000))
  expect(message).toHaveLength(8192)
  expect(context).toEqual({ reason: `${'r'.repeat(1023)}…` })
})

test('one long line does not push out those that wait, and Japanese counts by its bytes', () => {
  const spool = createLogSpool({ bounds: { maxBytes: 4096 }, stream, clock, ageOf: () => undefined })
  const append = (message: string, reason: string): void => spool.append({ items: [item(message, reason)], boot })
  append('waits', 'short')
  append('conflict', 'x'.repeat(600_000))
  expect(spool.stats()).toMatchObject({ items: 2, dropped: 0 })
  const before = spool.stats().bytes
  append('温度', 'a')
  expect(spool.stats().bytes - before).toBe(96 + 6 + Buffer.byteLength('{"reason":"a"}'))
})

test('a batch that is made again holds no more lines than a collector takes, though a limit had dropped most of them then, and the rest is counted', () => {
  const card = createCard()
  const run = () => createLogSpool({ bounds: { maxBytes: 1_000_000 }, stream, clock, ageOf: () => undefined, disk: card.run().disk })
  const killed = run()
  for (const n of [1, 2500]) killed.append({ items: [line(n)], boot }, { source: 'numbers', position: String(n) })
  killed.head()
  const next = run()
  for (let n = 1; n <= 2500; n++) next.append({ items: [line(n)], boot }, { source: 'numbers', position: String(n) })
  expect(next.head()?.items).toBe(1000)
  expect(next.stats()).toMatchObject({ items: 1000, dropped: 1500 })
  next.settle()
  expect(next.positions().get('numbers')).toBe('2500')
})
