import { describe, expect, test } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'

const own = { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }
const password = 'six cranes over the lake'

const withUser = async () => {
  const collector = await collectorInTest()
  await collector.asAdmin({ method: 'POST', url: '/api/users', body: { name: 'sato', role: 'viewer' } })
  await collector.asAdmin({ method: 'PATCH', url: '/api/users/sato', body: { password } })
  return collector
}

const logIn = ({ app }: CollectorInTest, body: object, headers: Readonly<Record<string, string>> = own) =>
  app.inject({
    method: 'POST',
    url: '/api/login/password',
    headers: { 'user-agent': 'Chromium', ...headers },
    remoteAddress: '192.0.2.7',
    body
  })

describe('a login by name and password', () => {
  test('gives the session’s cookie, and the list of sessions shows the browser', async () => {
    const collector = await withUser()
    const answer = await logIn(collector, { name: 'sato', password })
    expect(answer.json()).toMatchObject({ operator: { name: 'sato', role: 'viewer' } })
    expect(answer.cookies).toMatchObject([{ name: 'mimamori_session', httpOnly: true, sameSite: 'Strict', path: '/' }])
    const { sessions } = (await collector.asAdmin({ url: '/api/sessions' })).json<{ sessions: readonly { id: string }[] }>()
    expect(sessions).toMatchObject([{ name: 'sato', role: 'viewer', address: '192.0.2.7', userAgent: 'Chromium' }])
    expect((await collector.asAdmin({ method: 'DELETE', url: `/api/sessions/${sessions[0]!.id}` })).statusCode).toBe(200)
    const after = await collector.app.inject({ url: '/api/session', cookies: { mimamori_session: answer.cookies[0]!.value } })
    expect(after.json()).toMatchObject({ code: 'OPERATOR_TOKEN_REQUIRED' })
  })

  test('says the same of a wrong name and a wrong password', async () => {
    const collector = await withUser()
    const answers = [
      await logIn(collector, { name: 'sato', password: 'five cranes over the lake' }),
      await logIn(collector, { name: 'nobody', password })
    ]
    expect(answers.map((answer) => answer.json<{ code: string, message: string }>())).toMatchObject([
      { code: 'PASSWORD_INVALID', message: 'the name or the password is wrong' },
      { code: 'PASSWORD_INVALID', message: 'the name or the password is wrong' }
    ])
  })

  test('is refused from another origin', async () => {
    const collector = await withUser()
    expect((await logIn(collector, { name: 'sato', password }, { ...own, origin: 'http://127.0.0.1:3000' })).json()).toMatchObject({
      code: 'ORIGIN_REFUSED'
    })
  })
})

describe('users', () => {
  test('are created, listed, changed and deleted by administrators alone', async () => {
    const collector = await withUser()
    expect((await collector.asAdmin({ url: '/api/users' })).json()).toMatchObject({
      users: [{ name: 'sato', role: 'viewer', hasPassword: true }]
    })
    const cookies = { mimamori_session: (await logIn(collector, { name: 'sato', password })).cookies[0]!.value }
    const refused = await Promise.all([
      collector.app.inject({ url: '/api/users', cookies }),
      collector.app.inject({ url: '/api/sessions', cookies }),
      collector.app.inject({ method: 'PATCH', url: '/api/users/sato', headers: own, cookies, body: { role: 'admin' } })
    ])
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403])
    expect((await collector.asAdmin({ method: 'DELETE', url: '/api/users/sato' })).statusCode).toBe(200)
    expect((await logIn(collector, { name: 'sato', password })).statusCode).toBe(401)
  })

  test('are refused where something is wrong, with what was expected and without the password', async () => {
    const { asAdmin } = await collectorInTest()
    await asAdmin({ method: 'POST', url: '/api/users', body: { name: 'sato', role: 'viewer' } })
    const refused = [
      await asAdmin({ method: 'PATCH', url: '/api/users/sato', body: { password: 'eleven-char' } }),
      await asAdmin({ method: 'POST', url: '/api/users', body: { name: 'Sato Ken', role: 'viewer' } }),
      await asAdmin({ method: 'POST', url: '/api/users', body: { name: 'ken', role: 'scrape' } }),
      await asAdmin({ method: 'POST', url: '/api/users', body: { name: 'sato', role: 'viewer' } }),
      await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'sato', role: 'viewer' } }),
      await asAdmin({ method: 'DELETE', url: '/api/users/nobody' }),
      await asAdmin({ method: 'POST', url: '/api/users/nobody/login-codes' }),
      await asAdmin({ method: 'DELETE', url: '/api/sessions/0123456789abcdef' })
    ]
    expect(refused.map((answer) => answer.json<object>())).toMatchObject([
      { code: 'VALIDATION_FAILED', issues: [{ path: '/password', message: expect.stringContaining('at least 12 characters') }] },
      { code: 'VALIDATION_FAILED', issues: [{ path: '/name' }] },
      { code: 'VALIDATION_FAILED', issues: [{ path: '/role' }] },
      { code: 'USER_EXISTS' },
      { code: 'USER_EXISTS' },
      { code: 'USER_NOT_FOUND' },
      { code: 'USER_NOT_FOUND' },
      { code: 'SESSION_NOT_FOUND' }
    ])
    expect(refused[0]!.body).not.toContain('eleven-char')
  })
})

describe('a user’s own password', () => {
  const cookiesOf = (answer: Awaited<ReturnType<typeof logIn>>) => ({ mimamori_session: answer.cookies[0]!.value })
  const next = 'seven geese over the bay'
  const change = (
    { app }: CollectorInTest,
    cookies: Readonly<Record<string, string>>,
    body: object,
    headers: Readonly<Record<string, string>> = own
  ) => app.inject({ method: 'POST', url: '/api/session/password', headers, cookies, body })

  test('is changed with the one before, by a viewer, too; the other browsers are logged out, this one stays', async () => {
    const collector = await withUser()
    const [here, elsewhere] = [
      cookiesOf(await logIn(collector, { name: 'sato', password })),
      cookiesOf(await logIn(collector, { name: 'sato', password }))
    ]
    expect((await collector.app.inject({ url: '/api/session', cookies: here })).json()).toMatchObject({ user: { hasPassword: true } })
    expect((await change(collector, here, { current: password, password: next })).statusCode).toBe(200)
    const still = await Promise.all([here, elsewhere].map((cookies) => collector.app.inject({ url: '/api/session', cookies })))
    expect(still.map(({ statusCode }) => statusCode)).toEqual([200, 401])
    expect((await logIn(collector, { name: 'sato', password })).statusCode).toBe(401)
    expect((await logIn(collector, { name: 'sato', password: next })).statusCode).toBe(200)
  })

  test('stays where the one before is wrong or left out, where the new one is short, and where another origin asks', async () => {
    const collector = await withUser()
    const here = cookiesOf(await logIn(collector, { name: 'sato', password }))
    const answers = [
      await change(collector, here, { current: next, password: next }),
      await change(collector, here, { current: null, password: next }),
      await change(collector, here, { current: password, password: 'short' }),
      await change(collector, here, { current: password, password: next }, { ...own, origin: 'http://127.0.0.1:3000' })
    ]
    expect(answers.map((answer) => answer.json<{ code: string }>().code)).toEqual([
      'PASSWORD_INVALID',
      'PASSWORD_INVALID',
      'VALIDATION_FAILED',
      'ORIGIN_REFUSED'
    ])
    expect((await logIn(collector, { name: 'sato', password })).statusCode).toBe(200)
  })

  test('cannot be guessed here for long, which keeps nobody from the login', async () => {
    const collector = await withUser()
    const here = cookiesOf(await logIn(collector, { name: 'sato', password }))
    const codes: string[] = []
    for (let guess = 0; guess < 11; guess++) {
      codes.push((await change(collector, here, { current: `wrong ${guess}`, password: next })).json<{ code: string }>().code)
    }
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'PASSWORD_INVALID'), 'RATE_LIMITED'])
    expect((await logIn(collector, { name: 'sato', password })).statusCode).toBe(200)
  })

  test('is set for the first time by who came with a link, and is none of a login that goes back to a token', async () => {
    const collector = await collectorInTest()
    await collector.asAdmin({ method: 'POST', url: '/api/users', body: { name: 'sato', role: 'viewer' } })
    const { secret } = (await collector.deps.access.exchangeLoginCode(collector.deps.access.createLoginCodeOf('sato')!.code))!
    expect((await change(collector, { mimamori_session: secret }, { current: null, password: next })).statusCode).toBe(200)
    expect((await logIn(collector, { name: 'sato', password: next })).statusCode).toBe(200)
    expect(
      (await collector.asAdmin({ method: 'POST', url: '/api/session/password', body: { current: null, password: next } })).json()
    ).toMatchObject({ code: 'USER_NOT_FOUND' })
    expect((await collector.asAdmin({ url: '/api/session' })).json()).toMatchObject({ user: null })
  })
})
