import { expect, test } from 'vitest'
import { createLinePipeline, type LineRules } from '../../../src/sources/lines/line-pipeline.ts'
import { createRedaction } from '../../../src/sources/lines/redaction.ts'
import { createManualClock } from '../../manual-clock.ts'
import { createRecordingSpool } from '../recording-spool.ts'
import { boot, sourceLine } from '../source-line.ts'

const create = (rules: Partial<LineRules> = {}) => {
  const recorded = createRecordingSpool()
  const clock = createManualClock()
  const pipeline = createLinePipeline({
    source: 'journal', spool: recorded.spool, boot, clock,
    rules: {
      firstLineOf: () => undefined, limit: { linesPerSecond: 10, burst: 100 }, leastLevel: 'info',
      redact: createRedaction([{ name: 'order', value: /ORDER-\d+/u }]), ...rules
    }
  })
  return { pipeline, clock, ...recorded, position: () => recorded.spool.positions().get('journal') }
}

test('takes message, level and context out of a line of JSON, beside the context that the source knows', () => {
  const { pipeline, items } = create()
  pipeline.take(sourceLine('{"level":50,"pid":812,"reqId":"r-1","msg":"温度が高すぎます"}', { context: { pid: '812' } }))
  expect(items).toEqual([
    expect.objectContaining({ level: 'error', message: '温度が高すぎます', unit: 'kiosk.service', context: { pid: '812', reqId: 'r-1' } })
  ])
})

test('believes a priority that somebody chose, and else what the text says', () => {
  const { pipeline, items } = create()
  pipeline.take(sourceLine('ERROR: chosen', { isLevelDefault: false }))
  pipeline.take(sourceLine('ERROR: not chosen'))
  expect(items.map(({ level }) => level)).toEqual(['info', 'error'])
})

test('leaves out what is below the least level by its text, and passes its position', () => {
  const { pipeline, items, position } = create({ leastLevel: 'warn' })
  pipeline.take(sourceLine('level=warn msg=a', { position: 'p1' }))
  pipeline.take(sourceLine('level=info msg=b', { position: 'p2' }))
  expect(items).toHaveLength(1)
  expect(position()).toBe('p1')
  pipeline.tick()
  expect(position()).toBe('p2')
})

test('masks secrets in text and JSON, by its own rules and those of the configuration, and counts the lines', () => {
  const { pipeline, items, messages } = create()
  pipeline.take(sourceLine('login with password=hunter22 failed for ORDER-4711'))
  pipeline.take(sourceLine('{"level":30,"msg":"connected","apiKey":"abcdef0123456789"}'))
  pipeline.take(sourceLine('nothing secret'))
  expect(messages()).toEqual(['login with password=*** failed for [order]', 'connected', 'nothing secret'])
  expect(items[1]?.context).toEqual({ apiKey: '***' })
  expect(pipeline.stats()).toMatchObject({ read: 3, spooled: 3, masked: 2 })
})

test('knows the level of a line of JSON, though a mask leaves none', () => {
  const { pipeline, items } = create()
  pipeline.take(sourceLine('{"level":50,"msg":"login failed","password":12345678}'))
  expect(items).toMatchObject([{ level: 'error', message: '{"level":50,"msg":"login failed","password":***}' }])
})

test('masks what a line of JSON has in escaped characters, as Python writes Japanese', () => {
  const { pipeline, items } = create({ redact: createRedaction([{ name: 'order', value: /注文\d+/u }]) })
  const escaped = JSON.stringify({ msg: 'パスワード: hunter22 注文4711', パスワード: 'hunter22' }).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`
  )
  pipeline.take(sourceLine(escaped))
  expect(items).toMatchObject([{ message: 'パスワード: *** [order]', context: { パスワード: '***' } }])
})

test('masks what stands in several lines of a record', () => {
  const { pipeline, messages } = create({ firstLineOf: () => /^\S/ })
  pipeline.take(sourceLine('settings:'))
  pipeline.take(sourceLine('  password: hunter22'))
  pipeline.flush()
  expect(messages()).toEqual(['settings:\n  password: ***'])
})

test('sends of a private key that is written line by line one line, which says so, and counts all', () => {
  const { pipeline, messages, position } = create()
  const lines = [
    'loading',
    '-----BEGIN PRIVATE KEY-----',
    'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
    'c2hvcnQ=',
    '-----END PRIVATE KEY-----'
  ]
  for (const [i, text] of lines.entries()) pipeline.take(sourceLine(text, { position: `p${i}` }))
  pipeline.tick()
  expect([messages(), position()]).toEqual([['loading', '[private key]'], 'p4'])
  expect(pipeline.stats()).toMatchObject({ read: 5, masked: 4 })
})

test('says in a line of the unit what the limit dropped, and counts it', async () => {
  const { pipeline, items, clock } = create({ limit: { linesPerSecond: 1, burst: 2 } })
  for (let i = 0; i < 1236; i++) pipeline.take(sourceLine(`line ${i}`, { monotonicMs: 1000 }))
  expect(items).toHaveLength(2)
  await clock.advance(70_000)
  pipeline.tick()
  expect(items.at(-1)).toMatchObject({
    level: 'warn',
    unit: 'kiosk.service',
    message: '1,234 lines of kiosk.service dropped by the rate limit in 1 s (LOG_LINES_PER_SECOND, LOG_BURST_LINES in agent.conf)'
  })
  expect(pipeline.stats()).toMatchObject({ read: 1236, spooled: 3, overLimit: 1234 })
})

test('counts for the limit what arrives: lines that are joined are dropped like any other', () => {
  const { pipeline, messages, position } = create({ firstLineOf: () => /^\S/, limit: { linesPerSecond: 1, burst: 3 } })
  for (let i = 0; i < 100; i++) pipeline.take(sourceLine(i === 0 ? 'Traceback' : `  ${i}`, { position: `p${i}` }))
  pipeline.flush()
  expect(messages()).toEqual([
    'Traceback\n  1\n  2',
    '97 lines of kiosk.service dropped by the rate limit in 1 s (LOG_LINES_PER_SECOND, LOG_BURST_LINES in agent.conf)'
  ])
  expect(position()).toBe('p2')
  pipeline.tick()
  expect(position()).toBe('p99')
  expect(pipeline.stats()).toMatchObject({ read: 100, spooled: 2, overLimit: 97 })
})

test('cuts a message and a name that are longer than the collector takes, between characters', () => {
  const { pipeline, items } = create()
  pipeline.take(sourceLine('🍣'.repeat(5000), { unit: `/var/${'log'.repeat(100)}` }))
  expect(items[0]!.message.length).toBeLessThanOrEqual(8192)
  expect(items[0]!.message.isWellFormed()).toBe(true)
  expect(items[0]!.unit!.length).toBeLessThanOrEqual(256)
})

test('gives no empty line, and passes it', () => {
  const { pipeline, items, position } = create()
  pipeline.take(sourceLine('', { position: 'p1' }))
  pipeline.tick()
  expect([items, position()]).toEqual([[], 'p1'])
})
