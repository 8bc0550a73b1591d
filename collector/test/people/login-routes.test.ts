import type { InjectOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { clockInTest, collectorInTest, type CollectorInTest } from '../collector-in-test.ts'

const origin = 'http://127.0.0.1:8080'
const own = { origin, host: '127.0.0.1:8080' }

const loginCode = async ({ asAdmin }: CollectorInTest, body: object = {}): Promise<string> =>
  (await asAdmin({ method: 'POST', url: '/api/login-codes', body })).json<{ code: string }>().code
const logIn = ({ app }: CollectorInTest, code: string, headers: NonNullable<InjectOptions['headers']> = own) =>
  app.inject({ method: 'POST', url: '/api/login', headers, body: { code } })
const sessionOf = (answer: { cookies: readonly { name: string, value: string }[] }): string =>
  answer.cookies.find(({ name }) => name === 'mimamori_session')!.value

describe('a login link', () => {
  test('has its code in the fragment, which no server and no log gets', async () => {
    const { asAdmin } = await collectorInTest()
    const answer = await asAdmin({ method: 'POST', url: '/api/login-codes', headers: { host: '127.0.0.1:8080' } })
    const { link, code } = answer.json<{ link: string, code: string }>()
    expect(link).toBe(`${origin}/admin/login#${code}`)
  })

  test('logs a browser in once, with a cookie that no script and no other site can use', async () => {
    const collector = await collectorInTest()
    const code = await loginCode(collector)
    const answer = await logIn(collector, code)
    expect(answer.statusCode).toBe(200)
    expect(answer.cookies).toMatchObject([{ name: 'mimamori_session', httpOnly: true, sameSite: 'Strict', path: '/' }])
    const session = await collector.app.inject({ method: 'GET', url: '/api/session', cookies: { mimamori_session: sessionOf(answer) } })
    expect(session.json()).toMatchObject({ operator: { name: 'admin', role: 'admin' } })
    expect((await logIn(collector, code)).json()).toMatchObject({ code: 'LOGIN_CODE_INVALID' })
  })

  test('is too old after ten minutes', async () => {
    const clock = clockInTest(Date.UTC(2026, 10, 25))
    const collector = await collectorInTest({ clock })
    const [first, second] = [await loginCode(collector), await loginCode(collector)]
    clock.advance(599_000)
    expect((await logIn(collector, first)).statusCode).toBe(200)
    clock.advance(1000)
    expect((await logIn(collector, second)).statusCode).toBe(401)
  })

  test('lasts its ten minutes also where the clock is set ahead meanwhile', async () => {
    let wallMs = Date.UTC(2026, 10, 25)
    const collector = await collectorInTest({ clock: { nowMs: () => wallMs, monotonicMs: () => 0 } })
    const code = await loginCode(collector)
    wallMs += 86_400_000
    expect((await logIn(collector, code)).statusCode).toBe(200)
  })

  test('is refused from another origin and as a form, and then still works', async () => {
    const collector = await collectorInTest()
    const code = await loginCode(collector)
    expect((await logIn(collector, code, { ...own, origin: 'http://127.0.0.1:3000' })).json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
    expect((await logIn(collector, code, { host: own.host })).json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
    const form = await collector.app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { ...own, 'content-type': 'application/x-www-form-urlencoded' },
      body: `code=${code}`
    })
    expect(form.statusCode).toBe(415)
    expect((await logIn(collector, code)).statusCode).toBe(200)
  })

  test('guessed too often in a minute is answered 429, while a right one still logs in', async () => {
    const collector = await collectorInTest()
    const code = await loginCode(collector)
    const codes: number[] = []
    for (let index = 0; index < 22; index++) codes.push((await logIn(collector, `guess-${index}`)).statusCode)
    expect(codes.slice(0, 20).every((statusCode) => statusCode === 401)).toBe(true)
    expect(codes.slice(20)).toEqual([429, 429])
    expect((await logIn(collector, code)).statusCode).toBe(200)
  })
})

describe('a session', () => {
  test('changes nothing for a page of another origin, or of none', async () => {
    const collector = await collectorInTest()
    const cookies = { mimamori_session: sessionOf(await logIn(collector, await loginCode(collector))) }
    const enroll = (headers: Record<string, string>) =>
      collector.app.inject({ method: 'POST', url: '/api/clients', cookies, headers, body: { id: 'pi-1' } })
    expect((await enroll({ host: own.host })).json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
    expect((await enroll({ ...own, origin: 'http://127.0.0.1:3000' })).json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
    expect(collector.deps.registry.size).toBe(0)
    expect((await enroll(own)).statusCode).toBe(201)
  })

  test('outlives a restart and ends with logout', async () => {
    const first = await collectorInTest()
    const cookies = { mimamori_session: sessionOf(await logIn(first, await loginCode(first))) }
    await first.close()
    const { app } = await collectorInTest({ directory: first.config.dataDir })
    expect((await app.inject({ method: 'GET', url: '/api/clients', cookies })).statusCode).toBe(200)
    expect((await app.inject({ method: 'POST', url: '/api/logout', cookies, headers: own })).statusCode).toBe(200)
    expect((await app.inject({ method: 'GET', url: '/api/clients', cookies })).json()).toMatchObject({ code: 'OPERATOR_TOKEN_REQUIRED' })
  })

  test('is not lost by a start while the clock is two years ahead; once the age can be known, what is over is removed', async () => {
    const today = Date.UTC(2026, 10, 25)
    const ahead = 730 * 86_400_000
    const first = await collectorInTest({ clock: clockInTest(today) })
    const cookies = { mimamori_session: sessionOf(await logIn(first, await loginCode(first))) }
    await first.close()
    const directory = first.config.dataDir
    await (await collectorInTest({ directory, clock: clockInTest(today + ahead) })).close()
    const { app, deps } = await collectorInTest({ directory, clock: clockInTest(today) })
    const status = async (): Promise<number> => (await app.inject({ method: 'GET', url: '/api/clients', cookies })).statusCode
    await deps.access.removeExpired(today)
    expect(await status()).toBe(200)
    await deps.access.removeExpired(today + ahead)
    expect(await status()).toBe(401)
    expect(await deps.storage.query('access.sessions', {})).toEqual([])
  })

  test('of a viewer sees and changes nothing', async () => {
    const collector = await collectorInTest()
    const cookies = { mimamori_session: sessionOf(await logIn(collector, await loginCode(collector, { role: 'viewer' }))) }
    expect((await collector.app.inject({ method: 'GET', url: '/api/clients', cookies })).statusCode).toBe(200)
    const refused = await collector.app.inject({ method: 'POST', url: '/api/clients', cookies, headers: own, body: { id: 'pi-1' } })
    expect(refused.json()).toMatchObject({ code: 'ROLE_REQUIRED', message: 'admin has the role viewer; this needs admin or enroll' })
  })
})
