import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { untilAllEnd } from '../until-all-end.ts'

let directory: string
let collector: CollectorInTest
let key: string
const start = async (): Promise<void> => { collector = await collectorInTest({ directory, until: () => {} }) }
const ended = untilAllEnd()
beforeAll(async () => {
  directory = temporaryDirectory(ended)
  await start()
  key = await collector.enroll({ id: 'pi-kiosk-03', site: 'north' })
})
afterAll(() => collector.close())

/** The body that the first fleet's agents send. */
const status = {
  clientId: 'pi-kiosk-03',
  hostname: 'kiosk-03',
  ipAddress: '192.0.2.13',
  cpuUsage: 12.5,
  memoryUsage: 40,
  diskUsage: 63.2,
  temperature: 51.5,
  uptimeSeconds: 3600,
  lastBoot: '2026-11-25T08:00:00Z'
}
const post = (payload: unknown, headers: Record<string, string> = { 'x-client-key': key }) =>
  collector.app.inject({ method: 'POST', url: '/api/clients/status', headers, payload: payload as object })

describe('GET /api/clients/status', () => {
  it('gives no address that a device reports from before it has, though one is registered', async () => {
    await collector.enroll({ id: 'pi-never', address: '192.0.2.2' })
    const listed = await collector.asAdmin({ url: '/api/clients/status' })
    const { clients } = listed.json<{ clients: { clientId: string }[] }>()
    expect(clients.find(({ clientId }) => clientId === 'pi-never')).toMatchObject({ address: '192.0.2.2', ipAddress: null, lastSeen: null })
  })
})

describe.each(['/api/clients/status', '/api/clients'])('GET %s', (url) => {
  it('is packed where that is taken, and the same as without', async () => {
    const packed = await collector.asAdmin({ url, headers: { 'accept-encoding': 'gzip' } })
    const plain = await collector.asAdmin({ url })
    expect([
      packed.headers['content-encoding'],
      packed.headers.vary,
      plain.headers['content-encoding'],
      plain.headers['content-type']
    ]).toEqual(['gzip', 'accept-encoding', undefined, 'application/json; charset=utf-8'])
    const clients = (json: string): unknown => (JSON.parse(json) as { clients: unknown }).clients
    expect(clients(gunzipSync(packed.rawPayload).toString())).toEqual(clients(plain.body))
  })
})

describe('POST /api/clients/status', () => {
  it('answers as documented, and what it says is on the API and the inventory exposition at once', async () => {
    const answer = await post(status)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      requestId: answer.headers['x-request-id'],
      statusId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientDeviceId: 'pi-kiosk-03',
      logsStored: 0
    })
    const listed = await collector.asAdmin({ url: '/api/clients/status' })
    expect(listed.json<{ clients: { clientId: string }[] }>().clients.find(({ clientId }) => clientId === 'pi-kiosk-03')).toMatchObject({
      hostname: 'kiosk-03',
      ipAddress: '192.0.2.13',
      cpuUsage: 12.5,
      memoryUsage: 40,
      diskUsage: 63.2,
      temperature: 51.5,
      freshness: 'fresh',
      stale: false
    })
    expect(await collector.page('/metrics/inventory')).toContain(
      'mimamori_device_disk_usage_ratio{device="pi-kiosk-03",site="north",role=""} 0.632'
    )
  })

  it('takes null for what the old agents could not read', async () => {
    expect((await post({ ...status, temperature: null, lastBoot: null, uptimeSeconds: null })).statusCode).toBe(200)
  })

  it('refuses an uptime by which the boot has no date, and which no answer could show', async () => {
    expect((await post({ ...status, uptimeSeconds: Number.MAX_SAFE_INTEGER })).json()).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: '/uptimeSeconds' }]
    })
  })

  it('has stored the log lines when it answers', async () => {
    const answer = await post({
      ...status,
      logs: [{ level: 'ERROR', message: 'ディスプレイが応答しません', context: { port: 'HDMI-1', password: 'x' } }, { message: 'no level' }]
    })
    expect(answer.json().logsStored).toBe(2)
    const listed = await collector.asAdmin({ url: `/api/clients/logs?requestId=${answer.json().requestId}` })
    expect(listed.json().logs).toMatchObject([
      { level: 'info', message: 'no level', clientId: 'pi-kiosk-03' },
      { level: 'error', message: 'ディスプレイが応答しません', context: { port: 'HDMI-1', password: '***' } }
    ])
    expect(await collector.page('/metrics/inventory')).toContain(
      'mimamori_device_log_lines_total{device="pi-kiosk-03",site="north",role="",level="error"} 1'
    )
  })

  it('takes what other loggers call a level for one of the four', async () => {
    const ofOther = await collector.enroll({ id: 'pi-other-loggers' })
    const levels = ['trace', 'Notice', 'WARNING', 'critical', 'FATAL', 'emerg', 'alert']
    const answer = await post(
      { ...status, clientId: 'pi-other-loggers', logs: levels.map((level) => ({ level, message: level })) },
      { 'x-client-key': ofOther }
    )
    expect(answer.json()).toMatchObject({ logsStored: 7 })
    const listed = await collector.asAdmin({ url: `/api/clients/logs?requestId=${answer.json().requestId}` })
    const stored = Object.fromEntries(
      listed.json<{ logs: { level: string, message: string }[] }>().logs.map(({ level, message }) => [message, level])
    )
    expect(stored).toEqual({
      trace: 'debug',
      Notice: 'info',
      WARNING: 'warn',
      critical: 'error',
      FATAL: 'error',
      emerg: 'error',
      alert: 'error'
    })
    const warnings = await collector.asAdmin({ url: `/api/clients/logs?requestId=${answer.json().requestId}&level=Warning` })
    expect(warnings.json().logs).toHaveLength(1)
  })

  it('takes a status without the log lines that are wrong, and says how many and why', async () => {
    const lines = [
      { level: 'LOUD', message: 'a' },
      { level: 'very loud', message: 'b' },
      { message: 'c', timestamp: '1900-01-01T00:00:00Z' },
      { message: 'kept' },
      'no line at all'
    ]
    const answer = await post({ ...status, cpuUsage: 77, logs: lines })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      logsStored: 1,
      rejected: [
        { reason: expect.stringMatching(/^level: expected debug, info, warn or error/) as string, count: 2 },
        { reason: 'timestamp: expected a time in the years 1970 to 9999', count: 1 },
        { reason: 'expected an object, got a string', count: 1 }
      ]
    })
    const listed = await collector.asAdmin({ url: '/api/clients/status' })
    expect(listed.json<{ clients: { clientId: string }[] }>().clients.find(({ clientId }) => clientId === 'pi-kiosk-03')).toMatchObject({
      cpuUsage: 77
    })
    expect(await collector.page('/metrics')).toContain('mimamori_collector_log_lines_left_out_total 4\n')
  })

  it('takes NUL and half characters that came as JSON’s escapes as U+FFFD, in every text, and refuses a bare NUL byte', async () => {
    const body = JSON.stringify({ ...status, hostname: 'kiosk\0', logs: [{ message: 'a\0b\ud800', context: { 'k\0': 'v\0' } }] })
    expect(body).toContain('\\u0000')
    const json = { 'x-client-key': key, 'content-type': 'application/json' }
    const { requestId } = (await collector.app.inject({ method: 'POST', url: '/api/clients/status', headers: json, payload: body })).json<{
      requestId: string
    }>()
    const listed = await collector.asAdmin({ url: `/api/clients/logs?requestId=${requestId}` })
    expect(listed.json().logs).toMatchObject([{ message: 'a\ufffdb\ufffd', context: { 'k\ufffd': 'v\ufffd' } }])
    expect(await collector.page('/metrics/inventory')).toContain('hostname="kiosk\ufffd"')
    const bare = await collector.app.inject({
      method: 'POST',
      url: '/api/clients/status',
      headers: json,
      payload: body.replaceAll('\\u0000', '\0')
    })
    expect([bare.statusCode, bare.json().code]).toEqual([400, 'BODY_UNREADABLE'])
  })

  it('takes at most twenty log lines', async () => {
    expect((await post({ ...status, logs: Array.from({ length: 21 }, () => ({ message: 'x' })) })).json().issues[0].path).toBe('/logs')
  })

  it('knows last-seen, and the counters, after a restart', async () => {
    const before = collector.deps.connections.get('pi-kiosk-03')!.lastSeenMs
    const logs = collector.deps.logs.linesTotal('pi-kiosk-03')
    await collector.close()
    await start()
    expect(collector.deps.connections.get('pi-kiosk-03')!.lastSeenMs).toBe(before)
    expect(collector.deps.logs.linesTotal('pi-kiosk-03')).toEqual(logs)
  })
})

describe('POST and GET /api/clients/logs', () => {
  it('stores lines and gives them back page by page, newest first', async () => {
    const answer = await collector.app.inject({
      method: 'POST', url: '/api/clients/logs', headers: { 'x-client-key': key },
      payload: { clientId: 'pi-kiosk-03', logs: Array.from({ length: 5 }, (_, i) => ({ level: 'warn', message: `line ${i}` })) }
    })
    expect(answer.json()).toEqual({ requestId: answer.headers['x-request-id'], clientDeviceId: 'pi-kiosk-03', logsStored: 5 })
    const get = async (query: string) =>
      (await collector.asAdmin({ url: `/api/clients/logs?clientId=pi-kiosk-03&level=WARN&${query}` })).json<{
        logs: { message: string }[]
        nextCursor?: string
      }>()
    const first = await get('limit=3')
    expect(first.logs.map(({ message }) => message)).toEqual(['line 4', 'line 3', 'line 2'])
    const second = await get(`limit=3&cursor=${first.nextCursor}`)
    expect(second.logs.map(({ message }) => message)).toEqual(['line 1', 'line 0'])
    expect(second.nextCursor).toBeUndefined()
    expect(await get('limit=5')).not.toHaveProperty('nextCursor')
  })

  it('takes the lines that are right of several, and refuses a request that has none', async () => {
    const send = (logs: readonly unknown[]) =>
      collector.app.inject({
        method: 'POST',
        url: '/api/clients/logs',
        headers: { 'x-client-key': key },
        payload: { clientId: 'pi-kiosk-03', logs }
      })
    expect((await send([{ message: 'right' }, { message: '' }])).json()).toMatchObject({
      logsStored: 1,
      rejected: [{ reason: expect.stringMatching(/^message: /) as string, count: 1 }]
    })
    expect((await send([{ message: '' }])).json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: '/logs/0/message' }] })
  })

  it('refuses a filter that it does not know, and a device that is not enrolled', async () => {
    const get = (query: string) => collector.asAdmin({ url: `/api/clients/logs?${query}` })
    expect((await get('levl=error')).json().code).toBe('VALIDATION_FAILED')
    expect((await get('clientId=nobody')).json().code).toBe('CLIENT_DEVICE_NOT_FOUND')
  })
})
