import { beforeAll, describe, expect, it } from 'vitest'
import { LokiUnavailableError } from '../../../src/logs/loki/loki-client.ts'
import { clockInTest } from '../../collector-in-test.ts'
import type { Answer } from '../../server-answer.ts'
import { untilAllEnd } from '../../until-all-end.ts'
import { backendCases } from './backend-cases.ts'
import { backendInTest, batch, line, searchAll } from './backend-in-test.ts'
import { lokiStandIn, type LokiStandIn } from './loki-stand-in.ts'

describe('the backend with a Loki that is strict', () => {
  const ended = untilAllEnd()
  let loki: LokiStandIn
  beforeAll(async () => { loki = await lokiStandIn({ until: ended }) })
  backendCases(() => loki)
})

const atMs = Date.UTC(2026, 10, 28, 12)
const dayMs = 86_400_000

/** A stand-in and a backend of its own, at one clock. */
const withLoki = async (options: Parameters<typeof backendInTest>[1] = {}) => {
  const clock = clockInTest(atMs)
  const loki = await lokiStandIn({ nowMs: () => clock.nowMs() })
  return { clock, loki, ...backendInTest(loki.url, { clock, ...options }) }
}

it('knows the newest lines of each device of the last day, oldest first, as a collector that starts asks for them', async () => {
  const { backend } = await withLoki()
  await backend.store([
    batch('pi-1', [line('yesterday', atMs - 25 * 3_600_000), line('1', atMs - 3000), line('2', atMs - 2000), line('3', atMs - 1000)]),
    batch('pi-2', [line('4', atMs - 60_000)])
  ])
  const latest = await backend.latestOfEach(2)
  expect(latest.filter(({ deviceId }) => deviceId === 'pi-1').map(({ message }) => message)).toEqual(['2', '3'])
  expect(latest.filter(({ deviceId }) => deviceId === 'pi-2').map(({ message }) => message)).toEqual(['4'])
})

describe('a Loki in trouble', () => {
  it.each<[string, Answer]>([
    ['is limiting', { status: 429, body: 'ingestion rate limit exceeded for user fake' }],
    ['fails', { status: 500, body: 'at least 1 live replicas required' }],
    ['is starting', { status: 503, body: 'Ingester not ready' }],
    ['wants a token', { status: 401, body: 'no org id' }],
    ['is another server', { status: 404, body: '404 page not found' }],
    ['expects TLS', { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }],
    ['stands behind a proxy that refuses', { status: 400, type: 'text/html', body: '<h1>400 Bad Request</h1>' }],
    [
      'allows no structured metadata',
      {
        status: 400,
        body: 'stream \'{device="pi"}\' includes structured metadata, but this feature is disallowed. Please see `limits_config.allow_structured_metadata`'
      }
    ]
  ])('that %s gets the same lines again, none is counted as lost, and none is there twice', async (_, answer) => {
    const { backend, loki, refused } = await withLoki()
    const given = [batch('pi-1', [line('a', atMs - 5), line('b', atMs)]), batch('pi-2', [line('c', atMs)])]
    loki.interrupt((path, count) => (count === 2 ? answer : undefined))
    await expect(backend.store(given)).rejects.toThrow(LokiUnavailableError)
    expect(refused).toEqual({})
    const stored = await backend.store(given)
    expect(loki.lines()).toBe(3)
    expect((await searchAll(backend, { order: 'oldest', limit: 10 })).map(({ message }) => message).sort()).toEqual(
      stored.map(({ message }) => message).sort()
    )
  })

  it('that is not there makes storing and searching fail, with its address', async () => {
    const { backend } = backendInTest('http://127.0.0.1:1')
    await expect(backend.store([batch('pi-1', [line('a', Date.now())])])).rejects.toThrow('Loki does not answer at http://127.0.0.1:1')
    await expect(backend.search({ order: 'newest', limit: 1 })).rejects.toThrow(LokiUnavailableError)
  })

  it('that answers a search with anything else makes it fail', async () => {
    const { backend, loki } = await withLoki()
    loki.interrupt(() => ({
      status: 200,
      type: 'application/json',
      body: '{"status":"success","data":{"resultType":"matrix","result":[]}}'
    }))
    await expect(backend.search({ order: 'newest', limit: 1 })).rejects.toThrow(
      `what answers at ${loki.url} is no Loki: set MIMAMORI_LOKI_URL to where Loki is`
    )
  })

  it('that refuses a line in a batch which is tried again counts it once', async () => {
    const { backend, loki, refused } = await withLoki()
    const given = [
      batch('pi-1', [line('too long', atMs, { context: { x: 'x'.repeat(70_000) } })]),
      batch('pi-2', [line('b', atMs), line('too old', atMs - 30 * dayMs)])
    ]
    loki.interrupt((_, count) => count === 2 ? { status: 500 } : undefined)
    await expect(backend.store(given)).rejects.toThrow(LokiUnavailableError)
    await backend.store(given)
    expect(refused).toEqual({ too_long: 1, too_old: 1 })
  })

  it('gets the hours that it has of a device once, although others of the call are tried again', async () => {
    const { backend, loki } = await withLoki()
    const given = [
      batch('pi-1', Array.from({ length: 10 }, (_, i) => line(`${10 - i} hours ago`, atMs - (10 - i) * 3_600_000))),
      batch('pi-2', [line('b', atMs)])
    ]
    loki.interrupt((_, count) => count === 2 ? { status: 500 } : undefined)
    await expect(backend.store(given)).rejects.toThrow(LokiUnavailableError)
    await backend.store(given)
    expect(loki.lines()).toBe(11)
  })

  it('has what a run before sent and did not know to be stored found once', async () => {
    const { clock, loki, backend } = await withLoki()
    const given = [batch('pi-1', [line('two hours ago', atMs - 7_200_000), line('two hours ago', atMs - 7_200_000), line('now', atMs)])]
    await backend.store(given)
    await backendInTest(loki.url, { clock }).backend.store(given)
    expect(
      (await searchAll(backend, { order: 'oldest', limit: 10 })).map(({ message }) => message)
    ).toEqual(['two hours ago', 'two hours ago', 'now'])
  })

  it('behind a proxy that takes no large bodies gets lines in halves, and none that is too large alone', async () => {
    const { backend, loki, refused } = await withLoki()
    loki.interrupt((_, count) => count <= 3 ? { status: 413, type: 'text/html', body: '<h1>413 Request Entity Too Large</h1>' } : undefined)
    await backend.store([batch('pi-1', ['large', 'a', 'b', 'c'].map((message, i) => line(message, atMs + i)))])
    expect([loki.messages(), refused]).toEqual([['a', 'b', 'c'], { too_long: 1 }])
  })

  it('that keeps refusing is logged once a minute, with how many lines', async () => {
    const { backend, clock, warnings } = await withLoki()
    const refuseOne = async () => { await backend.store([batch('pi-1', [line('old', clock.nowMs() - 30 * dayMs)])]) }
    for (let i = 0; i < 5; i++) await refuseOne()
    expect(warnings).toMatchObject([{ lines: { too_old: 1 } }])
    clock.advance(60_000)
    await refuseOne()
    expect(warnings.slice(1)).toMatchObject([{ lines: { too_old: 5 } }])
    await refuseOne()
    await backend.close()
    expect(warnings.slice(2)).toMatchObject([{ lines: { too_old: 1 } }])
  })
})

describe('what goes to Loki', () => {
  it('has one stream a push, since of several Loki answers only for the last', async () => {
    const { backend, loki } = await withLoki()
    await backend.store(['pi-1', 'pi-2'].map((device) => batch(device, [line('a', atMs), line('b', atMs, { level: 'error' })])))
    expect(loki.pushes.map(({ streams }) => streams)).toEqual([1, 1, 1, 1])
  })

  it('shows the token and the tenant', async () => {
    const { backend, loki } = await withLoki({ token: 'of-the-proxy', tenant: 'factory' })
    await backend.store([batch('pi-1', [line('a', atMs)])])
    expect(loki.pushes).toMatchObject([{ headers: { authorization: 'Bearer of-the-proxy', 'x-scope-orgid': 'factory' } }])
  })

  it('is never much larger than a megabyte at once', async () => {
    const { backend, loki } = await withLoki()
    await backend.store([batch('pi-1', Array.from({ length: 300 }, () => line('x'.repeat(8192), atMs)))])
    expect(Math.max(...loki.pushes.map(({ bytes }) => bytes))).toBeLessThan(1_100_000)
  })
})

describe('a search that takes long', () => {
  it('gives an empty page after its deadline, and where to go on', async () => {
    const { backend, clock, loki } = await withLoki()
    await backend.store([batch('pi-1', [line('seldom', atMs - 6 * dayMs)])])
    loki.interrupt(() => {
      clock.advance(3000)
      return undefined
    })
    const first = await backend.search({ order: 'newest', limit: 10 })
    expect([first.lines, first.nextId === undefined]).toEqual([[], false])
    expect(await searchAll(backend, { order: 'newest', limit: 10, afterId: first.nextId! })).toMatchObject([{ message: 'seldom' }])
  })

  it('gives what it has where a longer window is too much for Loki, and where to go on', async () => {
    const { backend, loki } = await withLoki()
    await backend.store([batch('pi-1', [line('seldom', atMs - 6 * dayMs), line('now', atMs)])])
    loki.interrupt((path, count) => path.includes('query') && count === 4 ? { status: 504, body: 'context deadline exceeded' } : undefined)
    const first = await backend.search({ order: 'newest', limit: 10 })
    expect([first.lines.map(({ message }) => message), first.nextId === undefined]).toEqual([['now'], false])
    expect(await searchAll(backend, { order: 'newest', limit: 10, afterId: first.nextId! })).toMatchObject([{ message: 'seldom' }])
  })

  it('asks Loki for no more than a month at once', async () => {
    const { backend, loki } = await withLoki({ searchRangeMs: 365 * dayMs })
    await expect(backend.search({ order: 'oldest', limit: 10 })).resolves.toEqual({ lines: [] })
    expect(loki.queries).toBeGreaterThan(12)
  })
})
