import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { describe, expect, test } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../../collector-in-test.ts'

const status = (clientId: string) => ({ clientId, hostname: clientId, ipAddress: '192.0.2.1', cpuUsage: 1, memoryUsage: 2, diskUsage: 3 })
const send = ({ app }: CollectorInTest, headers: InjectOptions['headers'] = {}, clientId = 'pi-1'): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url: '/api/clients/status', headers, body: status(clientId) })
const outcome = (answer: LightMyRequestResponse): string => `${answer.statusCode} ${answer.json<{ code?: string }>().code ?? 'taken'}`
const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

describe('a device shows its key', () => {
  test('as x-client-key, as a bearer token, or as the password of its id', async () => {
    const collector = await collectorInTest()
    const key = await collector.enroll({ id: 'pi-1' })
    expect(outcome(await send(collector, { 'x-client-key': key }))).toBe('200 taken')
    expect(outcome(await send(collector, { authorization: `Bearer ${key}` }))).toBe('200 taken')
    expect(outcome(await send(collector, { authorization: basic('pi-1', key) }))).toBe('200 taken')
    expect(outcome(await send(collector, { authorization: basic('pi-2', key) }))).toBe('403 CLIENT_ID_MISMATCH')
    expect(outcome(await send(collector, { authorization: basic('pi-1', '') }))).toBe('401 CLIENT_KEY_REQUIRED')
    expect(outcome(await send(collector, { authorization: 'Basic !!!' }))).toBe('401 CLIENT_KEY_REQUIRED')
  })

  test('and is answered the first that applies: empty registry, no key, wrong key, retired, another id', async () => {
    const collector = await collectorInTest()
    const empty = await send(collector)
    expect(outcome(empty)).toBe('503 REGISTRY_EMPTY')
    expect(empty.headers['retry-after']).toBe('60')
    const key = await collector.enroll({ id: 'pi-1' })
    expect(outcome(await send(collector))).toBe('401 CLIENT_KEY_REQUIRED')
    expect(outcome(await send(collector, { 'x-client-key': `${key}x` }))).toBe('401 CLIENT_KEY_INVALID')
    expect(outcome(await send(collector, { 'x-client-key': key }, 'pi-2'))).toBe('403 CLIENT_ID_MISMATCH')
    await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/retire' })
    expect(outcome(await send(collector, { 'x-client-key': key }, 'pi-2'))).toBe('403 CLIENT_RETIRED')
    await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/revoke' })
    expect(outcome(await send(collector, { 'x-client-key': key }))).toBe('401 CLIENT_KEY_INVALID')
  })

  test('with two keys while rotating, of which the older stops at the next rotation', async () => {
    const collector = await collectorInTest()
    const rotate = async (): Promise<string> =>
      (await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })).json<{ key: string }>().key
    const outcomes = async (keys: readonly string[]): Promise<string[]> =>
      Promise.all(keys.map(async (key) => outcome(await send(collector, { 'x-client-key': key }))))
    const first = await collector.enroll({ id: 'pi-1' })
    const second = await rotate()
    expect(await outcomes([first, second])).toEqual(['200 taken', '200 taken'])
    const third = await rotate()
    expect(await outcomes([first, second, third])).toEqual(['401 CLIENT_KEY_INVALID', '200 taken', '200 taken'])
    await collector.close()
    const again = await collectorInTest({ directory: collector.config.dataDir })
    expect(outcome(await send(again, { 'x-client-key': first }))).toBe('401 CLIENT_KEY_INVALID')
    expect(outcome(await send(again, { 'x-client-key': third }))).toBe('200 taken')
  })

  test('with a weak key that was taken over only until the new one is first used', async () => {
    const collector = await collectorInTest()
    const weak = 'client-key-0001'
    await collector.asAdmin({ method: 'POST', url: '/api/clients/import', body: { clients: [{ id: 'pi-1', key: weak }] } })
    const warnings = async (): Promise<string[]> =>
      (await collector.asAdmin({ url: '/api/clients/status' }))
        .json<{ clients: { warnings: { code: string }[] }[] }>()
        .clients[0]!.warnings.map(({ code }) => code)
    expect(await warnings()).toContain('key_weak')
    const { key } = (await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })).json<{ key: string }>()
    expect(outcome(await send(collector, { 'x-client-key': weak }))).toBe('200 taken')
    expect(await warnings()).toContain('key_rotating')
    expect(outcome(await send(collector, { 'x-client-key': key }))).toBe('200 taken')
    await expect.poll(() => collector.deps.registry.holderOf(weak)?.valid, { timeout: 20_000 }).toBe(false)
    expect(outcome(await send(collector, { 'x-client-key': weak }))).toBe('401 CLIENT_KEY_INVALID')
    expect(outcome(await send(collector, { 'x-client-key': key }))).toBe('200 taken')
    expect(await warnings()).toEqual([])
  })

  test('comes back with a new key alone after it was revoked', async () => {
    const collector = await collectorInTest()
    const old = await collector.enroll({ id: 'pi-1' })
    await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/revoke' })
    const { key } = (await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })).json<{ key: string }>()
    expect(outcome(await send(collector, { 'x-client-key': old }))).toBe('401 CLIENT_KEY_INVALID')
    expect(outcome(await send(collector, { 'x-client-key': key }))).toBe('200 taken')
  })
})

describe('a refusal', () => {
  test('is noted for the device it is about, so that the page can say why it is silent', async () => {
    const collector = await collectorInTest()
    const key = await collector.enroll({ id: 'pi-1' })
    await collector.enroll({ id: 'pi-2' })
    await send(collector, { 'x-client-key': key }, 'pi-2')
    expect(collector.deps.connections.get('pi-2')?.refusedAtMs).toBeTypeOf('number')
    expect(collector.deps.connections.get('pi-1')?.refusedAtMs).toBeUndefined()
    await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/revoke' })
    await send(collector, { 'x-client-key': key })
    expect(collector.deps.connections.get('pi-1')?.refusedAtMs).toBeTypeOf('number')
  })

  test('of a key that is not known is noted for the id that comes with it, from where that device is known to be and from nowhere else', async () => {
    const collector = await collectorInTest()
    const claim = async (id: string, remoteAddress: string): Promise<number | undefined> => {
      await collector.app.inject({
        method: 'POST',
        url: '/api/clients/status',
        remoteAddress,
        headers: { 'x-client-key': 'unknown-here', 'mimamori-client-id': id },
        body: status(id)
      })
      return collector.deps.connections.get(id)?.refusedAtMs
    }
    await collector.enroll({ id: 'pi-1', address: '192.0.2.1' })
    expect(await claim('pi-1', '192.0.2.66')).toBeUndefined()
    expect(await claim('pi-1', '192.0.2.1')).toBeTypeOf('number')
    await collector.enroll({ id: 'pi-2' })
    expect(await claim('pi-2', '192.0.2.66')).toBeTypeOf('number')
  })

  test('is noted for no id that is not enrolled', async () => {
    const collector = await collectorInTest()
    const key = await collector.enroll({ id: 'pi-1' })
    await send(collector, { 'x-client-key': key }, 'pi-9')
    await send(collector, { 'x-client-key': 'nobody', 'mimamori-client-id': 'pi-9' })
    expect(collector.deps.connections.get('pi-9')).toBeUndefined()
  })
})

describe('too many requests', () => {
  test('of one device are refused with Retry-After, while another on the same address goes on', async () => {
    const collector = await collectorInTest({ env: { MIMAMORI_DEVICE_REQUESTS_PER_MINUTE: '3' } })
    const [one, two] = [await collector.enroll({ id: 'pi-1' }), await collector.enroll({ id: 'pi-2' })]
    const answers: string[] = []
    for (let index = 0; index < 4; index++) answers.push(outcome(await send(collector, { 'x-client-key': one })))
    expect(answers).toEqual(['200 taken', '200 taken', '200 taken', '429 RATE_LIMITED'])
    const refused = await send(collector, { 'x-client-key': one })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(outcome(await send(collector, { 'x-client-key': two }, 'pi-2'))).toBe('200 taken')
  })
})
