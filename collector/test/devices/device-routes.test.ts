import { describe, expect, test } from 'vitest'
import { deviceList } from '@mimamori/contract'
import { collectorInTest } from '../collector-in-test.ts'
import { untilAllEnd } from '../until-all-end.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

describe('enrolling', () => {
  test('gives a key of 256 bits once, and shows the device in the list without it', async () => {
    const { asAdmin } = await collectorInTest()
    const device = {
      id: 'pi-kiosk-03',
      name: '入口のキオスク',
      address: '192.168.10.31',
      site: 'north',
      role: 'kiosk',
      labels: { floor: '2' },
      silentAfterSeconds: 3600,
      scrapeUrl: 'http://192.168.10.31:9100/metrics'
    }
    const enrolled = await asAdmin({ method: 'POST', url: '/api/clients', body: device })
    expect(enrolled.statusCode).toBe(201)
    expect(enrolled.json()).toEqual({
      requestId: expect.stringMatching(uuid) as string,
      id: 'pi-kiosk-03',
      key: expect.stringMatching(/^mmk_[\w-]{43}$/) as string
    })
    expect(enrolled.headers['x-request-id']).toBe(enrolled.json<{ requestId: string }>().requestId)
    const listed = await asAdmin({ method: 'GET', url: '/api/clients' })
    expect(listed.json<{ clients: object[] }>().clients).toMatchObject([
      { ...device, state: 'pending', lastSeen: null, keys: [{ weak: false, revokedAt: null }] }
    ])
    expect(listed.body).not.toContain(enrolled.json<{ key: string }>().key)
  })

  test('leaves out what was not given, and calls a device silent after twelve hours', async () => {
    const { enroll, asAdmin } = await collectorInTest()
    await enroll({ id: 'pi-1' })
    const { client } = (await asAdmin({ method: 'GET', url: '/api/clients/pi-1' })).json<{ client: object }>()
    expect(client).toMatchObject({ name: null, address: null, site: '', role: '', labels: {}, silentAfterSeconds: 43_200, scrapeUrl: null })
  })

  test('refuses an id that is taken, and leaves the device as it was', async () => {
    const { enroll, asAdmin, deps } = await collectorInTest()
    await enroll({ id: 'pi-1', site: 'north' })
    const before = deps.registry.get('pi-1')
    const again = await asAdmin({ method: 'POST', url: '/api/clients', body: { id: 'pi-1', site: 'south' } })
    expect(again.statusCode).toBe(409)
    expect(again.json()).toMatchObject({
      code: 'CLIENT_DEVICE_EXISTS',
      message: 'pi-1 is enrolled already; to give it a new key, rotate it'
    })
    expect(deps.registry.get('pi-1')).toBe(before)
  })

  test('refuses an address that another device in use has, until that one is retired', async () => {
    const { enroll, asAdmin, deps } = await collectorInTest()
    await enroll({ id: 'pi-1', address: '192.168.10.31' })
    const post = () => asAdmin({ method: 'POST', url: '/api/clients', body: { id: 'pi-2', address: '192.168.10.31' } })
    const refused = await post()
    expect([refused.statusCode, refused.json()]).toEqual([
      409,
      expect.objectContaining({
        code: 'CLIENT_ADDRESS_TAKEN',
        message: '192.168.10.31 is the address of pi-1; if that one has another address now, correct it first'
      })
    ])
    expect(deps.registry.get('pi-2')).toBeUndefined()
    await deps.registry.retire('pi-1')
    expect((await post()).statusCode).toBe(201)
  })

  test('refuses to bring a retired device back at an address that another has by now', async () => {
    const { asAdmin, enroll } = await collectorInTest()
    await enroll({ id: 'pi-1', address: '192.168.10.31' })
    await asAdmin({ method: 'POST', url: '/api/clients/pi-1/retire' })
    await enroll({ id: 'pi-2', address: '192.168.10.31' })
    const rotate = () => asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })
    expect((await rotate()).json()).toMatchObject({ code: 'CLIENT_ADDRESS_TAKEN' })
    await asAdmin({ method: 'PATCH', url: '/api/clients/pi-2', body: { address: '192.168.10.32' } })
    expect((await rotate()).statusCode).toBe(200)
  })

  test('takes the server under a new name, too, at the address that every machine calls its own', async () => {
    const { enroll, asAdmin } = await collectorInTest()
    await enroll({ id: 'pi-former-name', address: '127.0.0.1' })
    expect((await asAdmin({ method: 'POST', url: '/api/clients', body: { id: 'pi-name', address: '127.0.0.1' } })).statusCode).toBe(201)
  })

  test('gives one of two that ask for the same id at once the device, and the other a refusal', async () => {
    const { asAdmin, deps } = await collectorInTest()
    const answers = await Promise.all([1, 2].map(() => asAdmin({ method: 'POST', url: '/api/clients', body: { id: 'pi-1' } })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
    expect(deps.registry.get('pi-1')?.keys).toHaveLength(1)
  })

  const shared = collectorInTest({ until: untilAllEnd() })
  test.each([
    [{}, '/id'],
    [{ id: 'Pi-1' }, '/id'],
    [{ id: '../etc' }, '/id'],
    [{ id: 'a'.repeat(64) }, '/id'],
    [{ id: 'status' }, '/id'],
    [{ id: 'pi-1', name: 'two\nlines' }, '/name'],
    [{ id: 'pi-1', name: 'nul\u0000' }, '/name'],
    [{ id: 'pi-1', address: 'http://x/' }, '/address'],
    [{ id: 'pi-1', address: '10.0.0.1; rm' }, '/address'],
    [{ id: 'pi-1', address: '10.0.0.256' }, '/address'],
    [{ id: 'pi-1', address: '31' }, '/address'],
    [{ id: 'pi-1', site: 'x'.repeat(65) }, '/site'],
    [{ id: 'pi-1', labels: { 'a/b~': 'x' } }, '/labels/a~1b~0'],
    [{ id: 'pi-1', labels: { device: 'other' } }, '/labels/device'],
    [{ id: 'pi-1', labels: { floor: '1\u20282' } }, '/labels/floor'],
    [{ id: 'pi-1', silentAfterSeconds: 0 }, '/silentAfterSeconds'],
    [{ id: 'pi-1', silentAfterSeconds: '3600' }, '/silentAfterSeconds'],
    [{ id: 'pi-1', scrapeUrl: 'file:///etc/passwd' }, '/scrapeUrl'],
    [{ id: 'pi-1', address: '10.0.0.1', scrapeUrl: 'http://10.0.0.2:9100/metrics' }, '/scrapeUrl'],
    [{ id: 'pi-1', scrapeUrl: 'http://10.0.0.2:9100/metrics' }, '/scrapeUrl'],
    [{ id: 'pi-1', address: '127.0.0.1', scrapeUrl: 'http://127.0.0.1:9100/metrics' }, '/scrapeUrl'],
    [{ id: 'pi-1', address: 'localhost', scrapeUrl: 'http://localhost:9100/metrics' }, '/scrapeUrl'],
    [{ id: 'pi-1', address: '::ffff:7f00:1', scrapeUrl: 'http://[::ffff:7f00:1]:9100/metrics' }, '/scrapeUrl'],
    [{ id: 'pi-1', address: '169.254.169.254', scrapeUrl: 'http://169.254.169.254/latest' }, '/scrapeUrl'],
    [{ id: 'pi-1', address: '239.1.1.1', scrapeUrl: 'http://239.1.1.1/metrics' }, '/scrapeUrl'],
    [{ id: 'pi-1', address: '10.0.0.1', scrapeUrl: 'http://pi:geheim@10.0.0.1:9100/metrics' }, '/scrapeUrl'],
    [{ id: 'pi-1', scrapeCredentials: { user: 'a:b', password: 'x' } }, '/scrapeCredentials/user'],
    [{ id: 'pi-1', scrapeCredentials: { token: 'two words' } }, '/scrapeCredentials/token'],
    [{ id: 'pi-1', sitee: 'north' }, '/sitee']
  ])('refuses %j with the path of the mistake, and enrolls nothing', async (body, path) => {
    const { asAdmin, deps } = await shared
    const answer = await asAdmin({ method: 'POST', url: '/api/clients', body })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'VALIDATION_FAILED' })
    expect(answer.json<{ issues: { path: string }[] }>().issues.map((issue) => issue.path)).toEqual([path])
    expect(deps.registry.size).toBe(0)
  })
})

test('the list of a large fleet is whole', async () => {
  const { asAdmin } = await collectorInTest()
  const empty = await asAdmin({ method: 'GET', url: '/api/clients' })
  expect(empty.json()).toEqual({ requestId: empty.headers['x-request-id'], clients: [] })
  const ids = Array.from({ length: 250 }, (_, index) => `pi-${String(index).padStart(3, '0')}`)
  await asAdmin({ method: 'POST', url: '/api/clients/import', body: { clients: ids.map((id) => ({ id, key: `the-key-of-${id}` })) } })
  const listed = await asAdmin({ method: 'GET', url: '/api/clients' })
  expect(deviceList.parse(listed.json()).clients.map(({ id }) => id)).toEqual(ids)
})

describe('changing a device', () => {
  test('keeps what is left out and takes away what is null, also after a restart', async () => {
    const first = await collectorInTest()
    await first.enroll({ id: 'pi-1', name: 'one', address: '192.168.10.31', site: 'north', silentAfterSeconds: 600 })
    const changed = await first.asAdmin({
      method: 'PATCH',
      url: '/api/clients/pi-1',
      body: { name: null, site: 'south', silentAfterSeconds: null }
    })
    expect(changed.statusCode).toBe(200)
    const expected = { name: null, address: '192.168.10.31', site: 'south', silentAfterSeconds: 43_200 }
    expect(changed.json<{ client: object }>().client).toMatchObject(expected)
    await first.close()
    const second = await collectorInTest({ directory: first.config.dataDir })
    expect((await second.asAdmin({ method: 'GET', url: '/api/clients/pi-1' })).json<{ client: object }>().client).toMatchObject(expected)
  })

  test('refuses a change of the id, of nothing, and of a device that is not there', async () => {
    const { enroll, asAdmin } = await collectorInTest()
    await enroll({ id: 'pi-1' })
    expect((await asAdmin({ method: 'PATCH', url: '/api/clients/pi-1', body: { id: 'pi-2' } })).statusCode).toBe(400)
    expect((await asAdmin({ method: 'PATCH', url: '/api/clients/pi-1', body: {} })).statusCode).toBe(400)
    const unknown = await asAdmin({ method: 'PATCH', url: '/api/clients/pi-9', body: { name: 'x' } })
    expect(unknown.statusCode).toBe(404)
    expect(unknown.json()).toMatchObject({ code: 'CLIENT_DEVICE_NOT_FOUND' })
  })

  test('refuses to move the address away from under the scrape address', async () => {
    const { enroll, asAdmin } = await collectorInTest()
    await enroll({ id: 'pi-1', address: '10.0.0.1', scrapeUrl: 'http://10.0.0.1:9100/metrics' })
    expect((await asAdmin({ method: 'PATCH', url: '/api/clients/pi-1', body: { address: '10.0.0.2' } })).statusCode).toBe(400)
    expect(
      (
        await asAdmin({
          method: 'PATCH',
          url: '/api/clients/pi-1',
          body: { address: '10.0.0.2', scrapeUrl: 'http://10.0.0.2:9100/metrics' }
        })
      ).statusCode
    ).toBe(200)
  })
})
