import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { batchHeaders, type LogList } from '@mimamori/contract'
import { bootHeaders } from '../boot-headers.ts'
import { clockInTest, collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { untilAllEnd } from '../until-all-end.ts'

let collector: CollectorInTest
let key: string
const ended = untilAllEnd()
beforeAll(async () => {
  collector = await collectorInTest({ env: { MIMAMORI_REPORT_INTERVAL_SECONDS: '20' }, until: ended })
  key = await collector.enroll({ id: 'pi-1', site: 'north', role: 'kiosk' })
})

/** What the exporter prints for its tree of a Raspberry Pi 4. */
const pi4 = readFileSync(new URL('../../../exporter/test/golden/pi-4.prom', import.meta.url), 'utf8')

const send = (
  kind: string,
  sequence: number,
  {
    headers,
    payload,
    stream = bootHeaders()
  }: { headers?: Record<string, string>, payload: string | Buffer | object, stream?: Record<string, string> }
) =>
  collector.sendBatch(key, payload, { ...stream, [batchHeaders.kind]: kind, [batchHeaders.sequence]: String(sequence), ...headers })

describe('a report', () => {
  it('is answered with what was acknowledged and how often to report, and stands in the device’s exposition as it came', async () => {
    const stream = bootHeaders()
    const answer = await send('report', 3, { payload: gzipSync(pi4), headers: { 'content-encoding': 'gzip' }, stream })
    expect(answer.json()).toEqual({
      requestId: answer.headers['x-request-id'], kind: 'report', stream: stream[batchHeaders.stream], acknowledgedSequence: 3,
      serverTimeMs: expect.any(Number), intervalSeconds: 20, accepted: expect.any(Number), rejected: [], lateSamples: false
    })
    expect(answer.json().accepted).toBe(pi4.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length)
    expect(await collector.page('/metrics/device/pi-1')).toBe(pi4)
  })

  it('has no second effect when it comes again, nor when it comes late', async () => {
    const stream = bootHeaders()
    await send('report', 2, { payload: 'a 2\n', stream })
    const again = await send('report', 2, { payload: 'a 2\n', stream })
    expect(again.json()).toMatchObject({ acknowledgedSequence: 2, accepted: 0, rejected: [] })
    const late = await send('report', 1, { payload: 'a 1\n', stream })
    expect(late.statusCode).toBe(200)
    expect(late.json()).toMatchObject({ acknowledgedSequence: 2, accepted: 0 })
    expect(await collector.page('/metrics/device/pi-1')).toContain('a 2\n')
  })

  it('that is refused is not acknowledged, and leaves the exposition as it was', async () => {
    const stream = bootHeaders()
    await send('report', 1, { payload: 'a 1\n', stream })
    const answer = await send('report', 2, { payload: 'a 5\nb much\n', stream })
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({
      code: 'EXPOSITION_REFUSED',
      issues: [{ path: '/line/2', message: expect.stringContaining('number') }]
    })
    expect(await collector.page('/metrics/device/pi-1')).toContain('a 1\n')
    expect((await send('report', 2, { payload: 'a 6\n', stream })).json().accepted).toBe(1)
  })

  it('is taken without the families that are the collector’s or Prometheus’ to give, and they say nothing of anyone', async () => {
    const stream = bootHeaders()
    const payload = 'a 1\nup 0\nmimamori_device_last_seen_timestamp_seconds{device="pi-other"} 9e9\nb{__name__="up"} 0\n'
    const answer = await send('report', 1, { payload, stream })
    expect(answer.json()).toMatchObject({
      accepted: 1,
      rejected: [
        { reason: 'reserved_name', count: 2 },
        { reason: 'reserved_label', count: 1 }
      ]
    })
    expect(await collector.page('/metrics/device/pi-1')).toBe('# TYPE a untyped\na 1\n')
    expect(await collector.page('/metrics/fleet')).not.toMatch(/^up|9e9/m)
    expect(await collector.page('/metrics')).toMatch(/mimamori_collector_series_left_out_total\{reason="reserved_name"\} 2/)
    expect((await send('report', 2, { payload, stream })).json()).toMatchObject({ accepted: 1 })
  })

  it('can be the last: the shutdown report is the reason that is shown', async () => {
    await send('report', 1, { payload: 'a 1\n', headers: { [batchHeaders.shutdownReport]: 'poweroff' } })
    const { clients } = (await collector.asAdmin({ url: '/api/clients/status' })).json()
    expect(clients[0].reason.code).toBe('goodbye_poweroff')
  })

  it('stands in the fleet exposition with the registry’s labels', async () => {
    await send('report', 1, { payload: '# TYPE node_load1 gauge\nnode_load1 0.5\n' })
    expect(await collector.page('/metrics/fleet')).toBe(
      '# TYPE node_load1 gauge\nnode_load1{job="node",instance="pi-1",device="pi-1",site="north",role="kiosk"} 0.5\n'
    )
  })

  it('leaves both expositions when the device is retired', async () => {
    const other = await collector.enroll({ id: 'pi-retiring' })
    await collector.sendBatch(other, 'a 1\n')
    expect(await collector.page('/metrics/device/pi-retiring')).toContain('a 1\n')
    await collector.deps.registry.retire('pi-retiring')
    expect(JSON.parse(await collector.page('/metrics/device/pi-retiring'))).toMatchObject({ code: 'NO_LIVE_SERIES' })
  })
})

describe('a batch of logs', () => {
  const item = (message: string, monotonicMs: number, rest = {}) => ({ message, level: 'info', monotonicMs, wallMs: 5, ...rest })

  it('is stored once, at the time that the monotonic clock gives', async () => {
    const stream = bootHeaders()
    const payload = { items: [item('first', 30_000), item('second', 60_000, { level: 'error', unit: 'kiosk.service' })] }
    const answer = await send('logs', 1, { payload, stream })
    expect(answer.json()).toMatchObject({ kind: 'logs', acknowledgedSequence: 1, accepted: 2, rejected: [] })
    expect((await send('logs', 1, { payload, stream })).json()).toMatchObject({ acknowledgedSequence: 1, accepted: 0 })
    const { logs } = (await collector.asAdmin({ url: `/api/clients/logs?requestId=${answer.json().requestId}` })).json()
    expect(logs).toMatchObject([{ message: 'second', level: 'error', unit: 'kiosk.service', estimated: false }, { message: 'first' }])
    expect(Date.parse(logs[0].timestamp) - Date.parse(logs[1].timestamp)).toBe(30_000)
  })

  it('has its time by when its headers came, however slowly the rest comes', async () => {
    const clock = clockInTest(Date.UTC(2026, 10, 25, 13))
    const slow = await collectorInTest({ clock })
    const stream = bootHeaders()
    const slowKey = await slow.enroll({ id: 'pi-slow' })
    const bodyOf = function* (message: string, delayMs: number) {
      yield '{"items":['
      clock.advance(delayMs)
      yield `${JSON.stringify(item(message, 60_000))}]}`
    }
    const timeOf = async (sequence: number, delayMs: number) => {
      const answer = await slow.sendBatch(slowKey, Readable.from(bodyOf('温度', delayMs)), {
        ...stream, [batchHeaders.kind]: 'logs', [batchHeaders.sequence]: String(sequence), 'content-type': 'application/json'
      })
      return (await slow.asAdmin({ url: `/api/clients/logs?requestId=${answer.json<{ requestId: string }>().requestId}` })).json<LogList>()
        .logs[0]!.timestamp
    }
    expect(await timeOf(1, 20_000)).toBe('2026-11-25T13:00:00.000Z')
  })
})

describe('late samples', () => {
  it('are answered and forgotten where nothing takes them, and the answer says so', async () => {
    const answer = await send('samples', 1, { payload: { times: [{ monotonicMs: 1 }], series: [{ name: 'node_load1', values: [0.5] }] } })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ acknowledgedSequence: 1, accepted: 0, rejected: [], lateSamples: false })
  })
})
