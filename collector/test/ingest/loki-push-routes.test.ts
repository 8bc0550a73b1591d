import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { pinoLoki } from 'pino-loki'
import { compress } from 'snappyjs'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LogLineView } from '@mimamori/contract'
import { encodePushRequest, type LokiStream } from '../../src/logs/loki/push-request.ts'
import { clockInTest, collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { untilAllEnd } from '../until-all-end.ts'

/** Made by protobufjs from Loki's push.proto and packed by npm's snappy, which is Rust's: two streams of which the first has two lines. */
const pushed = Buffer.from(readFileSync(new URL('../logs/loki/push-request.snappy.b64', import.meta.url), 'utf8'), 'base64')

const nowMs = Date.UTC(2026, 10, 25, 13, 0)
const clock = clockInTest(nowMs)
const atMs = Date.UTC(2026, 10, 25, 12, 0)
const ns = (ms: number, nanoseconds = 0): string => String(BigInt(ms) * 1_000_000n + BigInt(nanoseconds))

let collector: CollectorInTest
const ended = untilAllEnd()
beforeAll(async () => { collector = await collectorInTest({ clock, until: ended }) })

let count = 0
let id: string
let key: string
/** A device of its own for each test. */
beforeEach(async () => {
  id = `pi-${++count}`
  key = await collector.enroll({ id })
})

const push = (payload: string | Buffer | object, headers: Record<string, string> = {}) =>
  collector.app.inject({ method: 'POST', url: '/loki/api/v1/push', payload, headers: { 'x-client-key': key, ...headers } })
const pushProtobuf = (payload: Buffer, headers: Record<string, string> = {}) =>
  push(payload, { 'content-type': 'application/x-protobuf', ...headers })
const json = (stream: Record<string, string>, ...values: unknown[]) => ({ streams: [{ stream, values }] })
/** Newest first, once all that was taken can be found: a search itself waits only a second for it. */
const stored = async (): Promise<readonly LogLineView[]> => {
  await expect.poll(() => collector.deps.logs.queued.batches, { timeout: 60_000 }).toBe(0)
  return (await collector.asAdmin({ url: `/api/clients/logs?clientId=${id}&limit=100` })).json<{ logs: LogLineView[] }>().logs
}

describe('a push as to Loki', () => {
  it('is answered with 204 and nothing else, and its lines are stored with their times, levels and fields', async () => {
    const answer = await push(
      json({ job: 'app', level: 'warning', unit: 'app.service' }, [ns(atMs, 250_000), '停止しました', { request_id: 'r-7', line: '3' }])
    )
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    expect(await stored()).toMatchObject([
      {
        clientId: id,
        level: 'warn',
        unit: 'app.service',
        message: '停止しました',
        timestamp: '2026-11-25T12:00:00.000Z',
        estimated: false,
        context: { job: 'app', requestId: 'r-7', line: '3' }
      }
    ])
  })

  it('gives its lines no request ID that they do not name: those of a push are not of one request', async () => {
    await push(json({}, [ns(atMs), 'a'], [ns(atMs, 1), 'b', { request_id: 'r-7' }]))
    expect((await stored()).map(({ message, requestId }) => [message, requestId])).toEqual([['b', 'r-7'], ['a', undefined]])
  })

  it.each([
    ['Bearer', () => ({ authorization: `Bearer ${key}` })],
    ['Basic with the id as its user', () => ({ authorization: `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}` })]
  ])('takes the key as %s, too', async (_, headers) => {
    const answer = await collector.app.inject({
      method: 'POST',
      url: '/loki/api/v1/push',
      payload: json({}, [ns(atMs), 'x']),
      headers: headers()
    })
    expect(answer.statusCode).toBe(204)
    expect(await stored()).toMatchObject([{ message: 'x', level: 'info' }])
  })

  it.each<[string, Record<string, string>, (body: Buffer) => Buffer]>([
    ['as it is', {}, (body) => body],
    ['with snappy named as its encoding', { 'content-encoding': 'snappy' }, (body) => body],
    ['packed with gzip once more', { 'content-encoding': 'gzip' }, gzipSync]
  ])('takes protobuf in snappy %s, its lines in the order of their times', async (_, headers, packed) => {
    expect((await pushProtobuf(packed(pushed), headers)).statusCode).toBe(204)
    expect((await stored()).toReversed()).toMatchObject([
      {
        message: '温度が高い: 84 °C',
        level: 'warn',
        unit: 'app.service',
        timestamp: '2026-11-25T12:00:00.123Z',
        context: { job: 'systemd-journal', boot: 'b', requestId: 'r-1' }
      },
      { message: 'x'.repeat(300), level: 'info', timestamp: '2026-11-25T12:00:01.000Z', context: { filename: '/var/log/café "x".log' } },
      { message: 'cooled "down"', timestamp: '2026-11-25T12:00:02.000Z' }
    ])
  })

  it('takes JSON with gzip', async () => {
    expect(
      (
        await push(gzipSync(JSON.stringify(json({}, [ns(atMs), 'packed']))), {
          'content-type': 'application/json',
          'content-encoding': 'gzip'
        })
      ).statusCode
    ).toBe(204)
    expect(await stored()).toMatchObject([{ message: 'packed' }])
  })

  it.each<[string, (length: number) => object, number, number]>([
    [
      'lines', (length) => json({ job: 'app' }, ...Array.from({ length }, (_, i) => [ns(atMs, i), `${i} `.padEnd(170, 'x')])), 20_000,
      3_900_000
    ],
    ['streams with ten labels each', (length) => ({ streams: Array.from({ length }, (_, i) => ({
      stream: Object.fromEntries(Array.from({ length: 10 }, (_, label) => [`label_${label}`, String(label)])), values: [[ns(atMs, i), 'x']]
    })) }), 20_000, 3_800_000]
  ])('takes what Loki takes by default, 4 MB of %s', async (_, body, lines, bytes) => {
    const payload = JSON.stringify(body(lines))
    expect(payload.length).toBeGreaterThan(bytes)
    expect((await push(payload, { 'content-type': 'application/json' })).statusCode).toBe(204)
    expect(collector.deps.logs.linesTotal(id).info).toBe(lines)
  })

  it('is the key’s device’s: a label that names another is a field like any other', async () => {
    await push(json({ device: 'pi-other', site: 'south' }, [ns(atMs), 'whose?']))
    expect(await stored()).toMatchObject([{ clientId: id, context: { device: 'pi-other', site: 'south' } }])
  })

  it.each([
    ['lies in the future', ns(nowMs + 60_000)],
    ['is older than a week', ns(nowMs - 8 * 86_400_000)],
    ['is beyond all dates', '9999999999999999999']
  ])('has the time of receipt where a line’s own %s', async (_, timestamp) => {
    await push(json({}, [timestamp, 'when?']))
    expect(await stored()).toMatchObject([{ timestamp: new Date(nowMs).toISOString(), estimated: true }])
  })

  it.each([
    ['{"level":50,"msg":"no display"}', 'error'],
    ['ts=2026-11-25T12:00:00Z level=warn msg="disk is slow"', 'warn'],
    ['2026-11-25 12:00:00,123 ERROR kiosk.main: no display', 'error'],
    ['no errors today', 'info']
  ])('has the level that the text %s names where no label does, and leaves the text as it came', async (text, level) => {
    await push(json({ job: 'app' }, [ns(atMs), text]))
    expect(await stored()).toMatchObject([{ level, message: text }])
  })

  it('is not read as JSON for its level where it is many times longer than what is kept of it', async () => {
    await pushProtobuf(
      Buffer.from(
        compress(
          Buffer.from(
            encodePushRequest([
              {
                labels: { job: 'app' },
                entries: [{ timestampNs: BigInt(ns(atMs)), line: JSON.stringify({ level: 50, msg: 'x'.repeat(100_000) }), metadata: {} }]
              }
            ])
          )
        )
      )
    )
    expect(await stored()).toMatchObject([{ level: 'info', message: expect.stringMatching(/^\{"level":50,.*…$/) as string }])
  })

  it('keeps a level that it does not know as a field, and takes the next that it does', async () => {
    await push(json({ level: 'unheard-of', detected_level: 'error' }, [ns(atMs), 'x']))
    expect(await stored()).toMatchObject([{ level: 'error', context: { level: 'unheard-of' } }])
  })

  it('takes what pino-loki sends', async () => {
    await collector.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = collector.app.server.address() as AddressInfo
    const stream = pinoLoki({
      host: `http://127.0.0.1:${port}`,
      headers: { 'x-client-key': key },
      labels: { application: 'kiosk' },
      batching: false,
      replaceTimestamp: true,
      structuredMetaKey: 'meta'
    })
    pino({ base: null }, stream).error({ meta: { request_id: 'r-8' } }, 'from pino')
    await expect
      .poll(stored)
      .toMatchObject([
        { level: 'error', message: expect.stringContaining('from pino') as string, context: { application: 'kiosk', requestId: 'r-8' } }
      ])
  })
})

/** Those clients send again what is answered 429 or 5xx, and drop the rest. */
describe('a push that is refused', () => {
  const line = [ns(atMs), 'x']
  const manyFields = Object.fromEntries(Array.from({ length: 129 }, (_, i) => [`field_${i}`, 'x']))
  const pushEntries = (labels: LokiStream['labels'], entries: LokiStream['entries']) =>
    pushProtobuf(Buffer.from(compress(Buffer.from(encodePushRequest([{ labels, entries }])))))
  it.each<[string, () => ReturnType<typeof push>, number, string]>([
    ['no JSON', () => push('{"streams":', { 'content-type': 'application/json' }), 400, 'BODY_UNREADABLE'],
    ['JSON without streams', () => push({}), 400, 'VALIDATION_FAILED'],
    ['a time that is a number', () => push(json({}, [atMs, 'x'])), 400, 'VALIDATION_FAILED'],
    ['a label that is no text', () => push({ streams: [{ stream: { a: 1 }, values: [line] }] }), 400, 'VALIDATION_FAILED'],
    [
      'too many lines',
      () => push({ streams: [{ stream: {}, values: Array.from({ length: 20_001 }, () => line) }] }),
      413,
      'BODY_TOO_LARGE'
    ],
    [
      'more than 4 MiB',
      () => push(json({}, ...Array.from({ length: 5000 }, (_, i) => [ns(atMs, i), 'x'.repeat(900)]))),
      413,
      'BODY_TOO_LARGE'
    ],
    [
      'protobuf without snappy',
      () => pushProtobuf(Buffer.from(encodePushRequest([{ labels: { a: 'b' }, entries: [] }]))),
      400,
      'BODY_UNREADABLE'
    ],
    ['snappy that was cut off', () => pushProtobuf(pushed.subarray(0, -5)), 400, 'BODY_UNREADABLE'],
    ['snappy of no protobuf', () => pushProtobuf(Buffer.from(compress(Buffer.from('hello, this is text')))), 400, 'BODY_UNREADABLE'],
    [
      'snappy that claims to unpack to four gigabytes',
      () => pushProtobuf(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0])),
      413,
      'BODY_TOO_LARGE'
    ],
    ['snappy that claims more than it can hold', () => pushProtobuf(Buffer.from([0x80, 0x80, 0x40, 0])), 400, 'BODY_UNREADABLE'],
    [
      'protobuf of a hundred thousand empty lines',
      () =>
        pushEntries(
          { a: 'b' },
          Array.from({ length: 100_000 }, () => ({ timestampNs: 1n, line: '', metadata: {} }))
        ),
      413,
      'BODY_TOO_LARGE'
    ],
    ['more labels than Loki takes', () => push(json(manyFields, line)), 400, 'VALIDATION_FAILED'],
    ['more structured metadata than Loki takes', () => push(json({}, [...line, manyFields])), 400, 'VALIDATION_FAILED'],
    [
      'protobuf with more labels than Loki takes',
      () => pushEntries(manyFields, [{ timestampNs: 1n, line: 'x', metadata: {} }]),
      400,
      'VALIDATION_FAILED'
    ],
    [
      'protobuf with more structured metadata than Loki takes',
      () => pushEntries({ a: 'b' }, [{ timestampNs: 1n, line: 'x', metadata: manyFields }]),
      400,
      'VALIDATION_FAILED'
    ],
    [
      'labels that are little in the push and much on all of its lines',
      () =>
        pushEntries(
          { a: 'x'.repeat(5000) },
          Array.from({ length: 5000 }, () => ({ timestampNs: 1n, line: 'x', metadata: {} }))
        ),
      413,
      'BODY_TOO_LARGE'
    ],
    ['the same as JSON', () => push(json({ a: 'x'.repeat(5000) }, ...Array.from({ length: 5000 }, () => line))), 413, 'BODY_TOO_LARGE'],
    [
      'protobuf of a hundred thousand streams',
      () => pushProtobuf(Buffer.from(compress(Buffer.from('0a040a027b7d'.repeat(100_000), 'hex')))),
      413,
      'BODY_TOO_LARGE'
    ],
    ['labels that are none', () => pushProtobuf(Buffer.from(compress(Buffer.from([10, 4, 10, 2, 0x7b, 0x61])))), 400, 'VALIDATION_FAILED'],
    ['another content type', () => push('x', { 'content-type': 'text/plain' }), 415, 'CONTENT_TYPE_UNSUPPORTED'],
    [
      'another encoding',
      () => push('x', { 'content-type': 'application/json', 'content-encoding': 'deflate' }),
      415,
      'CONTENT_ENCODING_UNSUPPORTED'
    ],
    ['a wrong key', () => push(json({}, line), { 'x-client-key': 'wrong-key-of-nobody' }), 401, 'CLIENT_KEY_INVALID'],
    ['the id of another device beside the key', () => push(json({}, line), { 'mimamori-client-id': 'pi-other' }), 403, 'CLIENT_ID_MISMATCH']
  ])('for %s says so, and stores nothing', async (_, send, status, code) => {
    const answer = await send()
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
    expect(await stored()).toEqual([])
  })

  it('names the line that is wrong', async () => {
    expect((await push(json({}, line, [ns(atMs)]))).json()).toMatchObject({ issues: [{ path: '/streams/0/values/1' }] })
  })

  it('for too many bytes in a minute says when to send it again', async () => {
    const small = await collectorInTest({ clock, env: { MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE: '65536' } })
    const smallKey = await small.enroll({ id })
    const send = () =>
      small.app.inject({
        method: 'POST',
        url: '/loki/api/v1/push',
        payload: json({}, ...Array.from({ length: 100 }, (_, i) => [ns(atMs, i), 'x'.repeat(1000)])),
        headers: { 'x-client-key': smallKey }
      })
    expect((await send()).statusCode).toBe(204)
    const answer = await send()
    expect([answer.statusCode, answer.json<{ code: string }>().code, Number(answer.headers['retry-after']) > 0]).toEqual([
      429,
      'TOO_MANY_LOG_BYTES',
      true
    ])
  })
})
