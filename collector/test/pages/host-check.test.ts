import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { untilAllEnd } from '../until-all-end.ts'

/** As a browser sends it from a page of a foreign site whose name was made to lead here. */
const rebound = { host: 'evil.example:8080', origin: 'http://evil.example:8080' }
const ended = untilAllEnd()
let collector: CollectorInTest
let cookie: string
let operations: readonly { readonly method: 'GET', readonly url: string, readonly tags: readonly string[] }[]

beforeAll(async () => {
  collector = await collectorInTest({ until: ended, env: { MIMAMORI_LISTEN: '192.168.10.2:8080', MIMAMORI_ALLOW_HTTP: 'yes' } })
  const { code } = collector.deps.access.createLoginCode({ name: 'admin', role: 'admin' })
  const own = { host: '192.168.10.2:8080', origin: 'http://192.168.10.2:8080' }
  const login = await collector.app.inject({ method: 'POST', url: '/api/login', headers: own, body: { code } })
  cookie = String(login.headers['set-cookie']).split(';')[0]!
  const description = await collector.app.inject({ url: '/openapi.json' })
  const { paths } = description.json<{ paths: Record<string, Record<string, { tags: readonly string[] }>> }>()
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { tags }]) => ({
      method: method.toUpperCase() as 'GET',
      url: path.replace(/\{\w+\}/g, 'x'),
      tags
    }))
  )
})
afterAll(() => { expect(operations.length).toBeGreaterThan(80) })

describe('a page under a foreign name that leads here', () => {
  test('gets nothing of the API, with and without a session, but what health checks get', async () => {
    const answered = await Promise.all(operations.filter(({ tags }) => !tags.includes('devices')).map(async ({ method, url }) => {
      const answers = await Promise.all([{}, { cookie }].map((headers) =>
        collector.app.inject({ method, url, headers: { ...rebound, ...headers } })))
      return answers.every(({ statusCode }) => statusCode === 421) ? [] : [url]
    }))
    expect(answered.flat()).toEqual(['/healthz', '/readyz'])
  })

  test.each([
    '/', '/admin', '/admin/login', '/admin/wall', '/admin/events', '/admin/runbook/README', '/admin/nothing', '/docs', '/openapi.json',
    '/install.sh', '/install/agent.tar.gz'
  ])('nor %s', async (url) => {
    expect((await collector.app.inject({ url, headers: { host: rebound.host, cookie } })).json()).toMatchObject({ code: 'HOST_REFUSED' })
  })

  test('cannot log in with a token of its own invention, nor read what a session may', async () => {
    const headers = { ...rebound, cookie, authorization: 'Bearer invented' }
    const logins = [
      ['/api/login', { code: 'x' }], ['/api/login/password', { name: 'x', password: 'x' }], ['/api/wall/session', { token: 'x' }]
    ] as const
    for (const [url, body] of logins) {
      expect((await collector.app.inject({ method: 'POST', url, headers, body })).json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
    }
    expect((await collector.app.inject({ url: '/api/clients', headers })).json()).toMatchObject({ code: 'OPERATOR_TOKEN_INVALID' })
  })
})

test.each([
  [
    'en',
    'The server does not answer to evil.example, only to its IP addresses, localhost',
    'set MIMAMORI_PUBLIC_URL=http://evil.example:8080 on the server'
  ],
  ['ja', 'このサーバーは「evil.example」という名前では開けません', 'MIMAMORI_PUBLIC_URL=http://evil.example:8080 を設定し']
])('a person reads why, and the setting that opens this name: %s', async (language, ...sentences) => {
  const headers = { host: rebound.host, accept: 'text/html,*/*;q=0.8', 'accept-language': language }
  const answer = await collector.app.inject({ url: '/admin', headers })
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([421, 'text/html; charset=utf-8'])
  for (const sentence of sentences) expect(answer.body).toContain(sentence)
  const style = /href="(\/admin\/assets\/[^"]+)"/.exec(answer.body)![1]!
  expect((await collector.app.inject({ url: style, headers: { host: rebound.host } })).statusCode).toBe(200)
})

test('whoever shows a key or a token may come under any name, and a link made so leads to the address of the collector', async () => {
  const headers = { host: 'collector:8080' }
  const key = await collector.enroll({ id: 'pi-1' })
  const report = { clientId: 'pi-1', hostname: 'pi-1', ipAddress: '192.0.2.1', cpuUsage: 1, memoryUsage: 2, diskUsage: 3 }
  const reported = await collector.app.inject({
    method: 'POST',
    url: '/api/clients/status',
    headers: { ...headers, 'x-client-key': key },
    body: report
  })
  expect(reported.statusCode).toBe(200)
  expect((await collector.asAdmin({ url: '/metrics', headers })).statusCode).toBe(200)
  expect((await collector.asAdmin({ url: '/api/sd/prometheus', headers })).json()).toMatchObject([{ targets: ['collector:8080'] }])
  const { link } = (await collector.asAdmin({ method: 'POST', url: '/api/login-codes', headers })).json<{ link: string }>()
  expect(link).toMatch(/^http:\/\/192\.168\.10\.2:8080\/admin\/login#/)
})

test('a name that is set works, and so do the addresses of the server beside it', async () => {
  const { app, deps } = await collectorInTest({ env: { MIMAMORI_PUBLIC_URL: 'https://watch.factory.example' } })
  const logIn = async (host: string, origin: string) => {
    const { code } = deps.access.createLoginCode({ name: 'admin', role: 'admin' })
    const { statusCode, headers } = await app.inject({ method: 'POST', url: '/api/login', headers: { host, origin }, body: { code } })
    return [statusCode, String(headers['set-cookie']).includes('Secure')]
  }
  expect(await logIn('watch.factory.example', 'https://watch.factory.example')).toEqual([200, true])
  expect(await logIn('127.0.0.1:8080', 'https://watch.factory.example')).toEqual([200, true])
  expect(await logIn('127.0.0.1:8080', 'http://127.0.0.1:8080')).toEqual([200, false])
  expect(await logIn('192.168.10.2:8080', 'http://192.168.10.2:8080')).toEqual([200, false])
  expect(await logIn('watch.factory.example', 'http://watch.factory.example')).toEqual([403, false])
  expect((await logIn('evil.example', 'http://evil.example'))[0]).toBe(421)
})

test.each(['http://192.168.10.2:3000', 'null'])('a session opens no event stream for a page of %s', async (origin) => {
  const answer = await collector.app.inject({ url: '/admin/events', headers: { host: '192.168.10.2:8080', origin, cookie } })
  expect(answer.json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
})
