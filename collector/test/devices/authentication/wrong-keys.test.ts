import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, test } from 'vitest'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'

const guesser = '192.0.2.66'
/** Where the device with the weak key is registered. */
const home = '192.0.2.7'

/** A fleet of one device with a strong key and one whose key was taken over, and a clock that the test moves. */
const fleet = async () => {
  const clock = clockInTest(Date.UTC(2026, 10, 25))
  const collector = await collectorInTest({ clock })
  const strong = await collector.enroll({ id: 'pi-strong' })
  await collector.asAdmin({
    method: 'POST',
    url: '/api/clients/import',
    body: { clients: [{ id: 'pi-weak', key: 'pi-weak-1', address: home }] }
  })
  const send = async (key: string, { id = 'pi-weak', remoteAddress = guesser } = {}): Promise<LightMyRequestResponse> =>
    await collector.app.inject({
      method: 'POST',
      url: '/api/clients/logs',
      remoteAddress,
      headers: { 'x-client-key': key },
      body: { clientId: id, logs: [{ message: 'here' }] }
    })
  const guess = async (times: number, remoteAddress = guesser): Promise<number[]> => {
    const statuses: number[] = []
    for (let n = 0; n < times; n++) statuses.push((await send(`guess-${n}`, { remoteAddress })).statusCode)
    return statuses
  }
  return { ...collector, clock, strong, send, guess }
}

describe('an address from which many wrong keys come', () => {
  test('is answered the same for a weak key that is right as for one that is wrong, with what to do', async () => {
    const { guess, send } = await fleet()
    expect(await guess(21)).toEqual([...Array.from({ length: 20 }, () => 401), 429])
    const [right, wrong] = [await send('pi-weak-1'), await send('pi-weak-2')]
    for (const { statusCode, headers } of [right, wrong]) expect([statusCode, headers['retry-after']]).toEqual([429, '60'])
    expect(right.json()).toEqual({ ...wrong.json<object>(), requestId: right.headers['x-request-id'] })
    expect(right.json()).toMatchObject({ code: 'TOO_MANY_WRONG_KEYS', message: expect.stringContaining('`devices rotate`') })
  })

  test('goes on being heard with every strong key: a whole site may share it', async () => {
    const { guess, send, strong } = await fleet()
    await guess(30)
    expect((await send(strong, { id: 'pi-strong' })).statusCode).toBe(200)
  })

  test('is answered that a strong key was revoked, which nobody guesses', async () => {
    const { guess, send, strong, asAdmin } = await fleet()
    await guess(30)
    await asAdmin({ method: 'POST', url: '/api/clients/pi-strong/revoke' })
    expect((await send(strong, { id: 'pi-strong' })).json()).toMatchObject({ code: 'CLIENT_KEY_INVALID' })
  })

  test('hinders no weak key that comes from another', async () => {
    const { guess, send } = await fleet()
    await guess(30)
    expect((await send('pi-weak-1', { remoteAddress: '192.0.2.7' })).statusCode).toBe(200)
  })

  test('is one of many where a guesser has many: then a weak key is heard only from where its device is known to be', async () => {
    const { guess, send, clock, strong } = await fleet()
    for (let host = 0; host < 10; host++) await guess(20, `198.51.100.${host}`)
    const [right, wrong] = [
      await send('pi-weak-1', { remoteAddress: '198.51.100.99' }),
      await send('pi-weak-2', { remoteAddress: '198.51.100.99' })
    ]
    expect([right.statusCode, wrong.statusCode]).toEqual([429, 429])
    expect(right.json<{ message: string }>().message).toBe(wrong.json<{ message: string }>().message)
    expect((await send('pi-weak-1', { remoteAddress: home })).statusCode).toBe(200)
    expect((await send(strong, { id: 'pi-strong', remoteAddress: '198.51.100.99' })).statusCode).toBe(200)
    clock.advance(60_000)
    expect((await send('pi-weak-1', { remoteAddress: '198.51.100.99' })).statusCode).toBe(200)
  })

  test('is all of its first 64 bits where it is IPv6', async () => {
    const { guess, send } = await fleet()
    for (let host = 1; host <= 20; host++) await guess(1, `fd00::${host}`)
    expect((await send('pi-weak-1', { remoteAddress: 'fd00::99' })).statusCode).toBe(429)
    expect((await send('pi-weak-1', { remoteAddress: 'fd00:0:0:1::99' })).statusCode).toBe(200)
  })

  test('has its weak keys taken again after a minute without', async () => {
    const { guess, send, clock } = await fleet()
    await guess(30)
    clock.advance(60_000)
    expect((await send('pi-weak-1')).statusCode).toBe(200)
  })

  test('has the refusal of each of its devices noted, however many wrong keys came before', async () => {
    const { guess, app, deps } = await fleet()
    await guess(20)
    const claim = { 'x-client-key': 'unknown-here', 'mimamori-client-id': 'pi-strong' }
    const answer = await app.inject({
      method: 'POST',
      url: '/api/clients/logs',
      remoteAddress: guesser,
      headers: claim,
      body: { clientId: 'pi-strong', logs: [{ message: 'here' }] }
    })
    expect(answer.statusCode).toBe(429)
    expect(deps.connections.get('pi-strong')?.refusedAtMs).toBeTypeOf('number')
  })

  test('shows in the metrics, apart from a device that sends too often', async () => {
    const { guess, asAdmin } = await fleet()
    await guess(25)
    const page = (await asAdmin({ url: '/metrics' })).body
    expect(page).toContain('mimamori_collector_messages_refused_total{code="CLIENT_KEY_INVALID"} 20')
    expect(page).toContain('mimamori_collector_messages_refused_total{code="TOO_MANY_WRONG_KEYS"} 5')
  })
})
