import { describe, expect, test } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'

const own = { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }

const create = async ({ asAdmin }: CollectorInTest, name: string, role: string) =>
  (await asAdmin({ method: 'POST', url: '/api/tokens', headers: { host: own.host }, body: { name, role } })).json<{
    token: string
    wallLink?: string
  }>()
const open = ({ app }: CollectorInTest, token: string, headers: Readonly<Record<string, string>> = own) =>
  app.inject({ method: 'POST', url: '/api/wall/session', headers, body: { token } })

/** A browser that has opened a wall display's link. */
const openWall = async (collector: CollectorInTest) => {
  const { token, wallLink } = await create(collector, 'wall-hall-2', 'viewer')
  const answer = await open(collector, token)
  const cookies = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
  return {
    token,
    wallLink,
    answer,
    cookies,
    look: async ({ app }: CollectorInTest = collector) => (await app.inject({ url: '/api/alerts/groups', cookies })).statusCode
  }
}

describe('the link of a wall display', () => {
  test('has the token of a viewer in its fragment, and keeps a browser logged in as that by a cookie that no script can read', async () => {
    const collector = await collectorInTest()
    const { token, wallLink, answer, cookies, look } = await openWall(collector)
    expect(wallLink).toBe(`${own.origin}/admin/wall#${token}`)
    expect(answer.cookies).toMatchObject([
      { name: 'mimamori_session', httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 400 * 86_400 }
    ])
    expect(answer.json()).toMatchObject({ name: 'wall-hall-2' })
    expect(await look()).toBe(200)
    const refused = await collector.app.inject({ method: 'POST', url: '/api/clients', cookies, headers: own, body: { id: 'pi-1' } })
    expect(refused.json()).toMatchObject({ code: 'ROLE_REQUIRED', message: 'wall-hall-2 has the role viewer; this needs admin or enroll' })
  })

  test('outlives a restart of the collector, and ends at once when its token is revoked', async () => {
    const first = await collectorInTest()
    const { token, look } = await openWall(first)
    await first.close()
    const second = await collectorInTest({ directory: first.config.dataDir })
    expect(await look(second)).toBe(200)
    await second.asAdmin({ method: 'DELETE', url: '/api/tokens/wall-hall-2' })
    expect(await look(second)).toBe(401)
    expect((await open(second, token)).json()).toMatchObject({ code: 'WALL_LINK_INVALID' })
  })

  test('is made of no other role’s token, and no such token is taken from a cookie', async () => {
    const collector = await collectorInTest()
    for (const role of ['admin', 'update']) {
      const { token, wallLink } = await create(collector, `of-${role}`, role)
      expect(wallLink).toBeUndefined()
      expect((await open(collector, token)).json()).toMatchObject({ code: 'WALL_LINK_INVALID' })
      expect((await collector.app.inject({ url: '/api/alerts', cookies: { mimamori_session: token } })).statusCode).toBe(401)
    }
    expect((await open(collector, collector.adminToken)).statusCode).toBe(401)
  })

  test('is refused from another origin, and after many guesses', async () => {
    const collector = await collectorInTest()
    const { token } = await create(collector, 'wall-hall-2', 'viewer')
    expect((await open(collector, token, { ...own, origin: 'http://127.0.0.1:3000' })).json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
    const statuses: number[] = []
    for (let guess = 0; guess < 21; guess++) statuses.push((await open(collector, `mmt_${guess}`)).statusCode)
    expect([statuses[19], statuses[20]]).toEqual([401, 429])
    expect((await open(collector, token)).statusCode).toBe(200)
  })
})
