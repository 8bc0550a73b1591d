import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { batchHeaders, type ClientStatus } from '@mimamori/contract'
import { bootHeaders } from '../boot-headers.ts'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { untilAllEnd } from '../until-all-end.ts'

let collector: CollectorInTest
const ended = untilAllEnd()
beforeAll(async () => {
  collector = await collectorInTest({ until: ended })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
})

let count = 0
/** A device of its own for each test, with what it can send. */
const newDevice = async () => {
  const id = `pi-${++count}`
  const key = await collector.enroll({ id })
  const headers = { 'x-client-key': key }
  return {
    key,
    send: (kind: string, payload: string, more: Record<string, string> = {}) =>
      collector.sendBatch(key, payload, {
        [batchHeaders.kind]: kind, ...kind !== 'report' && { 'content-type': 'application/json' }, ...more
      }),
    post: (path: string, payload: object) =>
      collector.app.inject({ method: 'POST', url: `/api/clients/${path}`, payload: { clientId: id, ...payload }, headers }),
    shown: async () => {
      const { clients } = (await collector.asAdmin({ url: '/api/clients/status' })).json<{ clients: ClientStatus[] }>()
      return clients.find(({ clientId }) => clientId === id)!
    }
  }
}

describe('a device whose reports are refused', () => {
  it('is shown as heard, with the code and what to do, and no longer as never installed', async () => {
    const { send, shown } = await newDevice()
    expect((await shown()).reason?.code).toBe('never_reported')
    expect((await send('report', 'a much\n')).statusCode).toBe(422)
    const device = await shown()
    expect(device).toMatchObject({
      freshness: 'fresh',
      lastSeen: expect.any(String),
      reason: { code: 'report_refused', at: device.lastSeen }
    })
    expect(device.reason?.text).toMatch(/rejected \(EXPOSITION_REFUSED.*journalctl/)
  })

  it('is well again with the next report that is taken', async () => {
    const { send, shown } = await newDevice()
    await send('report', 'a much\n')
    await send('report', 'a 1\n')
    expect((await shown()).reason).toBeNull()
  })

  it.each([
    ['headers that are wrong', { [batchHeaders.sequence]: 'none' }, 'VALIDATION_FAILED'],
    ['a content type that is not taken', { 'content-type': 'application/openmetrics-text' }, 'CONTENT_TYPE_UNSUPPORTED']
  ])('is shown so for %s', async (_what, headers, code) => {
    const { send, shown } = await newDevice()
    await send('report', 'a 1\n', headers)
    expect((await shown()).reason?.text).toContain(code)
  })

  it('is shown so where it sends a status', async () => {
    const { post, shown } = await newDevice()
    expect((await post('status', { cpuUsage: 'much' })).statusCode).toBe(400)
    expect((await shown()).reason?.text).toContain('VALIDATION_FAILED')
  })

  it('is not shown so where its connection was cut in the middle of one', async () => {
    const { key, shown } = await newDevice()
    const { port } = collector.app.server.address() as AddressInfo
    const headers = Object.entries({
      'x-client-key': key,
      ...bootHeaders(),
      [batchHeaders.kind]: 'report',
      [batchHeaders.sequence]: '1',
      'content-type': 'text/plain',
      'content-length': '1000'
    })
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `POST /api/clients/batch HTTP/1.1\r\nhost: x\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\nhalf 1\n`
    )
    await once(collector.app.server, 'request')
    socket.resetAndDestroy()
    await expect.poll(() => collector.page('/metrics')).toContain('mimamori_collector_messages_refused_total{code="CONNECTION_LOST"} 1')
    expect(await shown()).toMatchObject({ freshness: 'fresh', reason: null })
  })

  it('is believed when it sends a shutdown report', async () => {
    const { send, shown } = await newDevice()
    await send('report', 'a much\n', { [batchHeaders.shutdownReport]: 'poweroff' })
    expect((await shown()).reason?.code).toBe('goodbye_poweroff')
  })

  it('shows none of its old values once its series have expired', async () => {
    const { post, shown } = await newDevice()
    await post('status', { hostname: 'h', ipAddress: '192.0.2.1', cpuUsage: 50, memoryUsage: 50, diskUsage: 50 })
    expect((await shown()).cpuUsage).toBe(50)
    const { keyMetrics, connections } = collector.deps
    const id = `pi-${count}`
    keyMetrics.record(id, { ...keyMetrics.latest(id)!, atMs: Date.now() - connections.get(id)!.intervalSeconds * 4000 })
    await post('status', { cpuUsage: 'much' })
    expect(await shown()).toMatchObject({ freshness: 'fresh', cpuUsage: null })
  })
})

describe('what is no report', () => {
  it.each([
    ['a batch of late samples, which this collector has no use for,', 'samples', '{}', 200],
    ['a batch of logs', 'logs', '{"items":[]}', 400]
  ])('%s counts as heard and is no reason', async (_what, kind, payload, status) => {
    const { send, shown } = await newDevice()
    expect((await send(kind, payload)).statusCode).toBe(status)
    expect(await shown()).toMatchObject({ freshness: 'fresh', reason: null })
  })

  it('a status of nothing but the id, by which an agent asks whether its key is taken, counts as heard and is no reason', async () => {
    const { post, shown } = await newDevice()
    expect((await post('status', {})).statusCode).toBe(400)
    expect(await shown()).toMatchObject({ freshness: 'fresh', reason: null })
  })

  it('plain log lines count as heard and are no reason', async () => {
    const { post, shown } = await newDevice()
    expect((await post('logs', { logs: [] })).statusCode).toBe(400)
    expect(await shown()).toMatchObject({ freshness: 'fresh', reason: null })
  })
})

it('a message with another device’s id counts as heard of neither', async () => {
  const { send, shown } = await newDevice()
  expect((await send('report', 'a 1\n', { [batchHeaders.clientId]: 'pi-other' })).statusCode).toBe(403)
  expect((await shown()).lastSeen).toBeNull()
})
