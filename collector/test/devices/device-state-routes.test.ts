import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { DeviceView } from '@mimamori/contract'
import { clockInTest, collectorInTest, type CollectorInTest } from '../collector-in-test.ts'

const nowMs = Date.UTC(2026, 10, 25, 9)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A log line from a device, by its key. */
const log = ({ app }: Pick<CollectorInTest, 'app'>, key: string, clientId = 'pi-1') => app.inject({
  method: 'POST', url: '/api/clients/logs', headers: { 'x-client-key': key }, body: { clientId, logs: [{ message: 'here' }] }
})

describe('the state of a device', () => {
  test('is paused with a reason and an end, and resumed', async () => {
    const { enroll, asAdmin } = await collectorInTest({ clock: clockInTest(nowMs) })
    await enroll({ id: 'pi-1' })
    const paused = await asAdmin({
      method: 'POST',
      url: '/api/clients/pi-1/pause',
      body: { until: '2026-11-30T08:00:00+09:00', reason: '棚卸' }
    })
    expect(paused.json<{ client: object }>().client).toMatchObject({
      state: 'paused',
      stateSince: '2026-11-25T09:00:00.000Z',
      pausedUntil: '2026-11-29T23:00:00.000Z',
      pauseReason: '棚卸'
    })
    const resumed = await asAdmin({ method: 'POST', url: '/api/clients/pi-1/resume' })
    expect(resumed.json<{ client: object }>().client).toMatchObject({ state: 'pending', pausedUntil: null, pauseReason: null })
    expect((await asAdmin({ method: 'POST', url: '/api/clients/pi-1/resume' })).json()).toMatchObject({
      code: 'STATE_CONFLICT',
      message: 'pi-1 is pending, not paused'
    })
  })

  test('is not paused anew by a change of a pause that is over, or was followed by another', async () => {
    const clock = clockInTest(Date.parse('2026-11-25T09:00:00Z'))
    const { enroll, asAdmin } = await collectorInTest({ clock })
    await enroll({ id: 'pi-1' })
    const pause = async (body: object) =>
      (await asAdmin({ method: 'POST', url: '/api/clients/pi-1/pause', body })).json<{
        readonly code?: string
        readonly message?: string
        readonly client?: { readonly pauseReason: string }
      }>()
    await pause({ reason: '棚卸' })
    const pausedSince = '2026-11-25T09:00:00.000Z'
    clock.advance(60_000)
    expect((await pause({ reason: 'until Monday', pausedSince })).client).toMatchObject({
      pauseReason: 'until Monday',
      stateSince: pausedSince
    })
    await asAdmin({ method: 'POST', url: '/api/clients/pi-1/resume' })
    expect(await pause({ pausedSince })).toMatchObject({
      code: 'STATE_CONFLICT',
      message: `pi-1 has been pending since 2026-11-25T09:01:00.000Z; the pause that began at ${pausedSince} is over`
    })
    expect((await asAdmin({ url: '/api/clients/pi-1' })).json()).toMatchObject({ client: { state: 'pending' } })
    await pause({ reason: 'power work' })
    expect(await pause({ pausedSince })).toMatchObject({ code: 'STATE_CONFLICT' })
    expect((await asAdmin({ url: '/api/clients/pi-1' })).json()).toMatchObject({ client: { state: 'paused', pauseReason: 'power work' } })
  })

  test('is active once resumed where it was ever heard, if only while it was paused', async () => {
    const { app, asAdmin, enroll } = await collectorInTest()
    const key = await enroll({ id: 'pi-1' })
    await asAdmin({ method: 'POST', url: '/api/clients/pi-1/pause' })
    await log({ app }, key)
    const resumed = await asAdmin({ method: 'POST', url: '/api/clients/pi-1/resume' })
    expect(resumed.json<{ client: object }>().client).toMatchObject({ state: 'active' })
  })

  test('is left with its newest key once it has used that, and not while it reports with the old one', async () => {
    const clock = clockInTest(nowMs)
    const { app, asAdmin, enroll } = await collectorInTest({ clock })
    const statusOf = async (key: string) => (await log({ app }, key)).statusCode
    const endOldKeys = () => asAdmin({ method: 'POST', url: '/api/clients/pi-1/end-old-keys' })
    const old = await enroll({ id: 'pi-1' })
    expect(await statusOf(old)).toBe(200)
    clock.advance(1000)
    const { key } = (await asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })).json<{ key: string }>()
    clock.advance(1000)
    expect(await statusOf(old)).toBe(200)
    expect((await endOldKeys()).json()).toMatchObject({
      code: 'STATE_CONFLICT',
      message: 'pi-1 has not used its newest key yet; its old keys would be missed'
    })
    expect(await statusOf(old)).toBe(200)
    expect(await statusOf(key)).toBe(200)
    const { client } = (await asAdmin({ method: 'GET', url: '/api/clients/pi-1' })).json<{ client: DeviceView }>()
    expect(client.keys.map(({ firstUsedAt, hashPrefix }) => ({ firstUsedAt, hashPrefix }))).toEqual([
      { firstUsedAt: '2026-11-25T09:00:00.000Z', hashPrefix: sha256(old).slice(0, 16) },
      { firstUsedAt: '2026-11-25T09:00:02.000Z', hashPrefix: sha256(key).slice(0, 16) }
    ])
    expect((await endOldKeys()).statusCode).toBe(200)
    expect([await statusOf(old), await statusOf(key), (await endOldKeys()).statusCode]).toEqual([401, 200, 200])
  })

  test('keeps the key that it uses, however many new ones are issued and never come to it', async () => {
    const { app, asAdmin, enroll } = await collectorInTest()
    const statusOf = async (key: string) => (await log({ app }, key)).statusCode
    const rotate = async () => (await asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })).json<{ key: string }>().key
    const used = await enroll({ id: 'pi-1' })
    expect(await statusOf(used)).toBe(200)
    const [lost, another, newest] = [await rotate(), await rotate(), await rotate()]
    expect(await Promise.all([used, lost, another, newest].map(statusOf))).toEqual([200, 401, 401, 200])
  })

  test('is enrolled, changed, given a new key and retired with a token of the role enroll, which may do nothing else', async () => {
    const { app, deps } = await collectorInTest()
    const token = await deps.access.createToken({ name: 'enrollments', role: 'enroll' })
    const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object) =>
      (await app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(body && { body }) })).statusCode
    expect([
      await ask('POST', '/api/clients', { id: 'pi-1' }),
      await ask('PATCH', '/api/clients/pi-1', { site: 'north' }),
      await ask('POST', '/api/clients/pi-1/rotate'),
      await ask('POST', '/api/clients/pi-1/retire')
    ]).toEqual([201, 200, 200, 200])
    expect(
      await Promise.all([
        ask('GET', '/api/clients'),
        ask('POST', '/api/clients/pi-1/resume'),
        ask('POST', '/api/clients/pi-1/revoke'),
        ask('DELETE', '/api/clients/pi-1'),
        ask('POST', '/api/tokens', { name: 'mine', role: 'admin' })
      ])
    ).toEqual([403, 403, 403, 403, 403])
  })

  test('ends where it was enrolled by mistake: id and key are as if it had never been, and the id can be enrolled anew', async () => {
    const { app, asAdmin, enroll, deps } = await collectorInTest()
    const key = await enroll({ id: 'pi-kisok-03' })
    expect((await asAdmin({ method: 'DELETE', url: '/api/clients/pi-kisok-03' })).json()).toMatchObject({
      client: { id: 'pi-kisok-03', state: 'pending' }
    })
    expect((await asAdmin({ method: 'DELETE', url: '/api/clients/pi-kisok-03' })).json()).toMatchObject({ code: 'CLIENT_DEVICE_NOT_FOUND' })
    await enroll({ id: 'pi-other' })
    const answer = await log({ app }, key, 'pi-kisok-03')
    expect(answer.json()).toMatchObject({ code: 'CLIENT_KEY_INVALID' })
    expect([await deps.storage.query('registry.devices', {}), await deps.storage.query('registry.keys', {})]).toMatchObject([
      [{ id: 'pi-other' }],
      [{ device_id: 'pi-other' }]
    ])
    await enroll({ id: 'pi-kisok-03' })
    expect((await asAdmin({ method: 'GET', url: '/api/clients' })).json()).toMatchObject({
      clients: [{ id: 'pi-kisok-03' }, { id: 'pi-other' }]
    })
  })

  test.each([
    ['has reported', log],
    ['is retired', ({ asAdmin }: CollectorInTest) => asAdmin({ method: 'POST', url: '/api/clients/pi-1/retire' })]
  ])('stays on record where the device %s', async (_, happens) => {
    const collector = await collectorInTest()
    await happens(collector, await collector.enroll({ id: 'pi-1' }))
    const answer = await collector.asAdmin({ method: 'DELETE', url: '/api/clients/pi-1' })
    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      expect.objectContaining({
        code: 'STATE_CONFLICT',
        message: expect.stringMatching(
          /: only a pending device that has never reported can be deleted; to take a device out of use, retire it$/
        ) as string
      })
    ])
    expect(collector.deps.registry.get('pi-1')).toBeDefined()
  })

  test('cannot be paused until a time that is over', async () => {
    const { enroll, asAdmin, deps } = await collectorInTest()
    await enroll({ id: 'pi-1' })
    const answer = await asAdmin({ method: 'POST', url: '/api/clients/pi-1/pause', body: { until: '2020-01-01T00:00:00Z' } })
    expect(answer.json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: '/until' }] })
    expect(deps.registry.get('pi-1')?.state).toBe('pending')
  })

  test.each(['retire', 'revoke'])('after %s the device is kept for the record and cannot be paused', async (verb) => {
    const { enroll, asAdmin, deps } = await collectorInTest()
    await enroll({ id: 'pi-1' })
    expect((await asAdmin({ method: 'POST', url: `/api/clients/pi-1/${verb}` })).statusCode).toBe(200)
    expect((await asAdmin({ method: 'POST', url: '/api/clients/pi-1/pause' })).statusCode).toBe(409)
    expect(deps.registry.get('pi-1')?.state).toBe(`${verb}d`)
  })

  test('of an unknown device cannot be changed', async () => {
    const { asAdmin } = await collectorInTest()
    for (const verb of ['pause', 'resume', 'retire', 'revoke', 'rotate']) {
      const answer = await asAdmin({ method: 'POST', url: `/api/clients/pi-9/${verb}` })
      expect(answer.statusCode).toBe(404)
      expect(answer.json()).toMatchObject({ code: 'CLIENT_DEVICE_NOT_FOUND', message: 'no device is enrolled as pi-9' })
    }
  })
})
