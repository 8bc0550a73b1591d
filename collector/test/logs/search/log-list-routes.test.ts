import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { LogList } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../../collector-in-test.ts'
import { untilAllEnd } from '../../until-all-end.ts'

const messages = ['起動しました', '温度が高い: 81 °C', 'Press stopped', '温度が高い: 83 °C', 'press started'] as const
/** Long enough ago to be before each of the requests, and near enough to be believed. */
const firstMs = Date.now() - 3_600_000

const ended = untilAllEnd()
let collector: CollectorInTest
const ask = async (query: string) => (await collector.asAdmin({ url: `/api/clients/logs?${query}` })).json<LogList>()
const found = async (query: string) => (await ask(query)).logs.map(({ message }) => message)

const send = async (clientId: string, key: string, logs: readonly object[]) => {
  const answer = await collector.app.inject({
    method: 'POST',
    url: '/api/clients/logs',
    headers: { 'x-client-key': key },
    payload: { clientId, logs }
  })
  expect(answer.json()).toMatchObject({ logsStored: logs.length })
}

beforeAll(async () => {
  collector = await collectorInTest({ until: ended })
  const [press, door] = [
    await collector.enroll({ id: 'pi-press', site: 'north' }),
    await collector.enroll({ id: 'pi-door', site: 'south' })
  ]
  await send(
    'pi-press',
    press,
    messages.map((message, i) => ({
      message,
      level: message.startsWith('温度') ? 'warn' : 'info',
      timestamp: new Date(firstMs + i * 60_000).toISOString()
    }))
  )
  await send('pi-door', door, [{ message: 'door open', level: 'error', timestamp: new Date(firstMs + 150_000).toISOString() }])
  await vi.waitFor(async () => expect((await ask('')).logs.length).toBe(6), { timeout: 60_000 })
}, 90_000)

describe('GET /api/clients/logs', () => {
  it.each([
    [`q=${encodeURIComponent('温度')}`, ['温度が高い: 83 °C', '温度が高い: 81 °C']],
    [`q=${encodeURIComponent('た')}`, ['起動しました']],
    ['q=PRESS', ['press started', 'Press stopped']],
    ['q=press&level=warn', []],
    ['level=warn,error&order=oldest', ['温度が高い: 81 °C', 'door open', '温度が高い: 83 °C']],
    ['site=south', ['door open']],
    ['site=nowhere', []],
    ['clientId=pi-press&q=st', ['press started', 'Press stopped']]
  ] as const)('finds with %s what it names', async (query, expected) => {
    expect(await found(query)).toEqual(expected)
  })

  it('finds what happened around a time, both ends included', async () => {
    const at = (minutes: number) => new Date(firstMs + minutes * 60_000).toISOString()
    expect(await found(`since=${at(1)}&until=${at(2)}`)).toEqual(['Press stopped', '温度が高い: 81 °C'])
  })

  it('has the lines around a line, by its id as the cursor of two searches', async () => {
    const [{ id }] = (await ask(`q=${encodeURIComponent('83 °C')}`)).logs as [LogList['logs'][number]]
    expect(await found(`clientId=pi-press&limit=1&order=newest&cursor=${id}`)).toEqual(['Press stopped'])
    expect(await found(`clientId=pi-press&limit=1&order=oldest&cursor=${id}`)).toEqual(['press started'])
  })

  it('refuses a time that ends before it begins, and a cursor that no answer had', async () => {
    expect(await ask('since=2026-11-28T12:00:00Z&until=2026-11-28T11:00:00Z')).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: 'until', message: 'expected a time that is not before since' }]
    })
    for (const cursor of ['x', '-1', '1.5', '99999999999999999999']) {
      expect(await ask(`cursor=${cursor}`)).toMatchObject({
        code: 'VALIDATION_FAILED',
        issues: [{ path: 'cursor', message: expect.stringContaining('expected nextCursor of an earlier answer') as string }]
      })
    }
    expect(await ask('cursor=0&order=newest')).toMatchObject({ logs: [] })
  })

  it('refuses more than 1,000 lines a page, and a level that is none', async () => {
    expect(await ask('limit=1001')).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: 'limit' }] })
    expect(await ask('level=loud')).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: 'level' }] })
  })
})

describe('GET /api/clients/logs/download', () => {
  it('is a file of what a search finds, in the reader’s time zone', async () => {
    const answer = await collector.asAdmin({
      url: `/api/clients/logs/download?format=text&order=oldest&timeZone=Asia/Tokyo&q=${encodeURIComponent('温度')}`
    })
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="mimamori-log.txt"'
    })
    expect(answer.body).toMatch(/^\S+\+09:00 pi-press WARN {2}温度が高い: 81 °C\n\S+ pi-press WARN {2}温度が高い: 83 °C\n$/)
  })

  it('is an object a line, unless text is asked for, and empty where nothing matches', async () => {
    const answer = await collector.asAdmin({ url: '/api/clients/logs/download?site=south' })
    expect([answer.headers['content-type'], JSON.parse(answer.body)]).toEqual([
      'application/x-ndjson; charset=utf-8',
      expect.objectContaining({ clientId: 'pi-door', message: 'door open' })
    ])
    expect((await collector.asAdmin({ url: '/api/clients/logs/download?site=nowhere' })).body).toBe('')
  })

  it.each(['Mars/Olympus', '%2B09:00'])('refuses the time zone %s, which has no name', async (timeZone) => {
    expect((await collector.asAdmin({ url: `/api/clients/logs/download?timeZone=${timeZone}` })).json()).toMatchObject({
      issues: [{ path: 'timeZone' }]
    })
  })
})

describe('GET /api/clients/logs/tail', () => {
  it('refuses a device that is not enrolled, and who is not logged in', async () => {
    expect((await collector.asAdmin({ url: '/api/clients/logs/tail?clientId=nobody' })).json()).toMatchObject({
      code: 'CLIENT_DEVICE_NOT_FOUND'
    })
    expect((await collector.app.inject({ url: '/api/clients/logs/tail' })).statusCode).toBe(401)
  })

  it('is an event stream that begins at once, also while nothing is logged', async () => {
    const answer = await collector.app.inject({
      url: '/api/clients/logs/tail?q=nothing',
      headers: { authorization: `Bearer ${collector.adminToken}` },
      payloadAsStream: true
    })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/event-stream'])
    answer.stream().destroy()
  })

  it.each([
    ['Last-Event-ID', '', { 'last-event-id': 'ffffffff-7' }],
    ['lastEventId', '?lastEventId=ffffffff-7', {}]
  ])('resumes from %s, and reports a gap where it cannot', async (_, query, headers) => {
    const answer = await collector.app.inject({
      url: `/api/clients/logs/tail${query}`,
      headers: { authorization: `Bearer ${collector.adminToken}`, ...headers },
      payloadAsStream: true
    })
    let text = ''
    for await (const piece of answer.stream()) {
      text += String(piece)
      if (text.includes('event: lines')) break
    }
    expect(text).toMatch(/^: beat\n\nid: [\da-f]{8}-\d+\nevent: lines\ndata: .*"gap":true/)
  })
})
