import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { bootHeaders } from '../../../boot-headers.ts'
import { collectorInTest, type CollectorInTest } from '../../../collector-in-test.ts'
import { until } from '../../../until.ts'
import { untilAllEnd } from '../../../until-all-end.ts'

let collector: CollectorInTest
let key: string
let before: { device: string, inventory: string }

const report = (payload: string | Buffer, headers?: Record<string, string>) => collector.sendBatch(key, payload, headers)
/** That the device was heard, and how its clock stands, is no part of what a message says. */
const ofConnection = /^mimamori_device_(?:last_seen_timestamp|clock_skew|quiet)_seconds\{.*\n/gm
const stored = async () => ({
  device: await collector.page('/metrics/device/pi'),
  inventory: (await collector.page('/metrics/inventory')).replace(ofConnection, '')
})

const ended = untilAllEnd()
beforeAll(async () => {
  collector = await collectorInTest({ until: ended })
  key = await collector.enroll({ id: 'pi' })
  await report('good 1\n')
  await collector.deps.connections.flush()
  // The device becomes active by a commit of its own.
  await until('the device is active', async () => (await collector.page('/metrics/inventory')).includes('state="active"} 1'))
  before = await stored()
})

const page = 'a 1\n'.padEnd(5000, '# padding that shrinks\n') + '\n'

describe('what is refused with a reason, and changes nothing that was stored', () => {
  it.each([
    ['gzip that was cut off', gzipSync(page).subarray(0, 40), { 'content-encoding': 'gzip' }, 400, 'BODY_UNREADABLE'],
    ['a gzip bomb of 64 MiB', gzipSync(Buffer.alloc(1 << 26), { level: 9 }), { 'content-encoding': 'gzip' }, 413, 'BODY_TOO_LARGE'],
    [
      'a boot so long ago that it has no date',
      'a 1\n',
      { [batchHeaders.attemptMonotonicMs]: '9999999999999999' },
      400,
      'VALIDATION_FAILED'
    ],
    ['more than 4 MiB', Buffer.alloc(4 * 1024 * 1024 + 1, '#'), {}, 413, 'BODY_TOO_LARGE'],
    ['an encoding that is not taken', 'a 1\n', { 'content-encoding': 'br' }, 415, 'CONTENT_ENCODING_UNSUPPORTED'],
    ['invalid UTF-8', Buffer.from([0x61, 0x20, 0x31, 0x0a, 0xc3, 0x28]), {}, 400, 'BODY_UNREADABLE'],
    ['an overlong form of UTF-8', Buffer.from([0x61, 0xc0, 0xaf, 0x0a]), {}, 400, 'BODY_UNREADABLE'],
    ['NUL', 'a{x="\0"} 1\n', {}, 400, 'BODY_UNREADABLE'],
    ['a wrong content type', 'a 1\n', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['OpenMetrics', 'a 1\n# EOF\n', { 'content-type': 'application/openmetrics-text; version=1.0.0' }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['JSON as a report', '{"a":1}', { 'content-type': 'application/json' }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['a report as logs', 'a 1\n', { [batchHeaders.kind]: 'logs' }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
    [
      'JSON that is none, as logs',
      '{"items":',
      { [batchHeaders.kind]: 'logs', 'content-type': 'application/json' },
      400,
      'BODY_UNREADABLE'
    ],
    [
      'JSON that reaches for the prototype',
      '{"items":[],"__proto__":{"x":1}}',
      { [batchHeaders.kind]: 'logs', 'content-type': 'application/json' },
      400,
      'BODY_UNREADABLE'
    ],
    ['a series twice', 'a{x="1"} 1\na{x="1"} 2\n', {}, 422, 'EXPOSITION_REFUSED'],
    ['a sequence that is none', 'a 1\n', { [batchHeaders.sequence]: '0' }, 400, 'VALIDATION_FAILED'],
    ['a sequence beyond what a number holds exactly', 'a 1\n', { [batchHeaders.sequence]: '9007199254740993' }, 400, 'VALIDATION_FAILED'],
    ['a clock beyond the year 9999', 'a 1\n', { [batchHeaders.attemptWallMs]: '999999999999999' }, 400, 'VALIDATION_FAILED'],
    [
      'an age beyond what a number holds exactly',
      'a 1\n',
      { [batchHeaders.spoolOldestAgeMs]: '9999999999999999' },
      400,
      'VALIDATION_FAILED'
    ],
    [
      'more dropped items than a number holds exactly',
      'a 1\n',
      { [batchHeaders.dropped]: 'logs=9999999999999999' },
      400,
      'VALIDATION_FAILED'
    ],
    [
      'a log line of a moment beyond all time',
      '{"items":[{"monotonicMs":1e308,"wallMs":8700000000000000,"level":"info","message":"m"}]}',
      { [batchHeaders.kind]: 'logs', 'content-type': 'application/json' },
      400,
      'VALIDATION_FAILED'
    ],
    [
      'a number of JSON beyond a double',
      '{"items":[{"monotonicMs":1e999,"wallMs":1,"level":"info","message":"m"}]}',
      { [batchHeaders.kind]: 'logs', 'content-type': 'application/json' },
      400,
      'VALIDATION_FAILED'
    ],
    [
      'brackets without end',
      '['.repeat(1_000_000),
      { [batchHeaders.kind]: 'logs', 'content-type': 'application/json' },
      400,
      'VALIDATION_FAILED'
    ],
    ['a kind that is none', 'a 1\n', { [batchHeaders.kind]: 'trace' }, 400, 'VALIDATION_FAILED'],
    ['dropped counts that are none', 'a 1\n', { [batchHeaders.dropped]: 'logs=1;report=2' }, 400, 'VALIDATION_FAILED']
  ])('%s', async (_what, payload, headers, statusCode, code) => {
    const answer = await report(payload, headers)
    expect({ statusCode: answer.statusCode, code: answer.json().code }).toEqual({ statusCode, code })
    expect(answer.json().message).not.toBe('')
    expect(answer.json().requestId).toBe(answer.headers['x-request-id'])
    expect(await stored()).toEqual(before)
  })

  it.each([
    ['in the year 0', '0000-01-01T00:00:00Z'],
    ['before the year 0', '0000-01-01T00:00:00+14:00'],
    ['after the year 9999', '9999-12-31T23:59:59-14:00'],
    ['before any Unix clock', '1900-01-01T00:00:00Z']
  ])('a status with a boot %s, and log lines of which none has another time', async (_what, moment) => {
    const status = { clientId: 'pi', hostname: 'pi', ipAddress: '10.0.0.1', cpuUsage: 1, memoryUsage: 1, diskUsage: 1 }
    for (const [url, payload, path] of [
      ['status', { ...status, lastBoot: moment }, '/lastBoot'],
      ['logs', { clientId: 'pi', logs: [{ message: 'm', timestamp: moment }] }, '/logs/0/timestamp']
    ] as const) {
      const answer = await collector.app.inject({ method: 'POST', url: `/api/clients/${url}`, headers: { 'x-client-key': key }, payload })
      expect(answer.statusCode).toBe(400)
      expect(answer.json()).toMatchObject({
        code: 'VALIDATION_FAILED',
        issues: [{ path, message: 'expected a time in the years 1970 to 9999' }]
      })
    }
    expect(await stored()).toEqual(before)
  })
})

it('half a body and then silence is answered when the time for a request is over, and changes nothing', async () => {
  const { app, deps, page } = await collectorInTest({ env: { MIMAMORI_REQUEST_TIMEOUT_SECONDS: '1' } })
  // Not by a request, whose time is as short.
  const { key } = await deps.registry.enroll({ id: 'pi' })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const sendHalf = async (path: string, half: string, headers: Readonly<Record<string, string>>): Promise<string> => {
    const socket = connect(port, '127.0.0.1')
    const lines = Object.entries({ host: 'x', 'x-client-key': key, 'content-length': '1000', ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`
    )
    socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${half}`)
    return await text(socket)
  }
  const batch = { ...bootHeaders(), [batchHeaders.kind]: 'report', [batchHeaders.sequence]: '1', 'content-type': 'text/plain' }
  const answers = await Promise.all([
    sendHalf('/api/clients/batch', 'half 1\n', batch),
    sendHalf('/api/clients/status', '{"half":', { 'content-type': 'application/json' })
  ])
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*"code":"REQUEST_TIMEOUT"/)
  await expect.poll(() => page('/metrics')).toContain('mimamori_collector_messages_refused_total{code="REQUEST_TIMEOUT"} 2\n')
  expect(await page('/metrics')).toContain('mimamori_collector_messages_refused_total{code="CONNECTION_LOST"} 0\n')
  expect(await page('/metrics/device/pi')).toContain('NO_LIVE_SERIES')
})

it('a thousand mistakes are answered as the first fifty, and what was sent is not sent back', async () => {
  const items = JSON.stringify({ items: Array.from({ length: 1000 }, () => ({ ['k'.repeat(1000)]: 1 })) })
  const answer = await report(items, { [batchHeaders.kind]: 'logs', 'content-type': 'application/json' })
  expect(answer.json().issues).toHaveLength(50)
  const { headers } = await collector.app.inject(`/${'x'.repeat(10_000)}`)
  expect(Number(headers['content-length'])).toBeLessThan(500)
  const logs = { clientId: 'pi', logs: [{ message: 'm', context: { ['k'.repeat(100_000)]: 1 } }] }
  const ofLongKey = await collector.app.inject({
    method: 'POST',
    url: '/api/clients/logs',
    headers: { 'x-client-key': key },
    payload: logs
  })
  expect(ofLongKey.statusCode).toBe(400)
  expect(ofLongKey.body.length).toBeLessThan(2000)
})

describe('what is unusual and legal', () => {
  it.each([
    ['NaN and infinities', 'a NaN\nb +Inf\nc -Inf\n', 3],
    ['text in other scripts', 'a{place="第二工場",note="🦊"} 1\n', 1],
    ['a page without series', '# nothing today\n', 0],
    ['no body at all', '', 0]
  ])('%s', async (_what, payload, accepted) => {
    const answer = await report(payload)
    expect(answer.json()).toMatchObject({ accepted })
  })
})
