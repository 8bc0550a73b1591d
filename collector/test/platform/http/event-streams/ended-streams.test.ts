import { once } from 'node:events'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../../../collector-in-test.ts'
import { until } from '../../../until.ts'

const run = '20261125-090000-abcdef'

/** Opens a stream and waits for its first event; `ended` resolves when it is over. */
const listen = async ({ app }: CollectorInTest, url: string, headers: Readonly<Record<string, string>>) => {
  const answer = await app.inject({ url, headers: { accept: 'text/event-stream', ...headers }, payloadAsStream: true })
  const stream = answer.stream()
  const ended = once(stream, 'end').then(() => 'ended')
  await once(stream, 'data')
  return { ended }
}

const logIn = async ({ app }: CollectorInTest, token: string): Promise<string> => {
  const { code } = (
    await app.inject({ method: 'POST', url: '/api/login-codes', headers: { authorization: `Bearer ${token}` }, body: {} })
  ).json<{ code: string }>()
  const answer = await app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { origin: 'http://localhost', host: 'localhost:80' },
    body: { code }
  })
  return String(answer.headers['set-cookie']).split(';')[0]!
}

/**
 * A collector with a token to be ended. What is done by the second from here on, as for the streams, is done when the test lets one pass.
 */
const arrange = async () => {
  const collector = await collectorInTest()
  await collector.deps.updates.start({ run, origin: 'callback', startedAt: '2026-11-25T09:00:00Z', playbook: 'site.yml', hosts: [] })
  const token = (await collector.asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'hanako', role: 'admin' } })).json<{
    token: string
  }>().token
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => { vi.useRealTimers() })
  return { ...collector, token }
}

describe.each(['/admin/events', `/api/updates/${run}`, '/api/clients/logs/tail'])('the stream %s', (url) => {
  test('ends within a second when its token is revoked', async () => {
    const collector = await arrange()
    const { ended } = await listen(collector, url, { authorization: `Bearer ${collector.token}` })
    await collector.asAdmin({ method: 'DELETE', url: '/api/tokens/hanako' })
    await vi.advanceTimersByTimeAsync(1000)
    await expect(ended).resolves.toBe('ended')
  })

  test('ends within a second when its browser logs out', async () => {
    const collector = await arrange()
    const cookie = await logIn(collector, collector.token)
    const { ended } = await listen(collector, url, { cookie })
    await collector.app.inject({
      method: 'POST',
      url: '/api/logout',
      headers: { cookie, origin: 'http://localhost', host: 'localhost:80' }
    })
    await vi.advanceTimersByTimeAsync(1000)
    await expect(ended).resolves.toBe('ended')
  })
})

test('one viewer’s token takes its share of the streams, and leaves the others to everybody else', async () => {
  const { app, asAdmin, adminToken } = await collectorInTest()
  const { token } = (await asAdmin({
    method: 'POST', url: '/api/tokens', body: { name: 'wall', role: 'viewer' }
  })).json<{ token: string }>()
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const closing = new AbortController()
  const open = (bearer: string, path = '/api/clients/logs/tail', signal = AbortSignal.any([closing.signal])) =>
    fetch(origin + path, { headers: { authorization: `Bearer ${bearer}` }, signal })
  const walls = await Promise.all(Array.from({ length: 30 }, (_, index) => open(token, index % 2 === 0 ? '/admin/events' : undefined)))
  expect(walls.filter(({ status }) => status === 200)).toHaveLength(24)
  expect((await open(adminToken, '/admin/events', AbortSignal.timeout(10_000))).status).toBe(200)
  // Those that are closed make room.
  closing.abort()
  await until('there is room', async () => (await open(token, '/admin/events', AbortSignal.timeout(10_000))).status === 200)
})
