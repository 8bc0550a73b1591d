import { describe, expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { createCollectorMetrics } from '../../src/platform/metrics/collector-metrics.ts'
import { StorageUnavailableError } from '../../src/platform/storage/errors.ts'
import { collectorInTest } from '../collector-in-test.ts'
import { untilAllEnd } from '../until-all-end.ts'

describe('importing', () => {
  test('takes devices with the keys they have, marks weak ones, and knows when they were last seen', async () => {
    const { app, asAdmin } = await collectorInTest()
    const strong = 'b7a4c2f9-3d18-4e6a-9c55-0f2e81d7a6b3'
    const answer = await asAdmin({
      method: 'POST',
      url: '/api/clients/import',
      body: {
        clients: [
          { id: 'pi-1', key: 'client-key-0001', lastSeenAt: '2026-01-02T03:04:05+09:00' },
          { id: 'pi-2', key: strong, site: 'north' }
        ]
      }
    })
    expect(answer.statusCode).toBe(201)
    expect(answer.json<{ clients: object[] }>().clients).toMatchObject([
      { id: 'pi-1', state: 'active', lastSeen: '2026-01-01T18:04:05.000Z', enrolledAt: '2026-01-01T18:04:05.000Z', keys: [{ weak: true }] },
      { id: 'pi-2', state: 'pending', lastSeen: null, site: 'north', keys: [{ weak: false }] }
    ])
    const sent = await app.inject({
      method: 'POST',
      url: '/api/clients/logs',
      headers: { 'x-client-key': strong },
      body: { clientId: 'pi-2', logs: [{ message: 'here' }] }
    })
    expect(sent.statusCode).toBe(200)
  })

  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      id: `pi-${n}`,
      key: `key-of-${n}-0123456789abcdef`,
      site: 'north',
      labels: { cell: `c${n}` },
      lastSeenAt: '2026-01-02T03:04:05Z'
    }))

  test('of a whole fleet are there after a restart as they were given', async () => {
    const first = await collectorInTest()
    const answer = await first.asAdmin({ method: 'POST', url: '/api/clients/import', body: { clients: many(250) } })
    expect(answer.statusCode).toBe(201)
    const { clients } = answer.json<{ clients: readonly { id: string }[] }>()
    expect(clients).toHaveLength(250)
    await first.close()
    const again = await collectorInTest({ directory: first.config.dataDir })
    const listed = (await again.asAdmin({ url: '/api/clients' })).json<{ clients: readonly { id: string }[] }>().clients
    expect(listed).toEqual([...clients].sort((a, b) => a.id < b.id ? -1 : 1))
    expect(listed.find(({ id }) => id === 'pi-249')).toMatchObject({
      state: 'active',
      site: 'north',
      labels: { cell: 'c249' },
      lastSeen: '2026-01-02T03:04:05.000Z'
    })
  })

  test('are answered as taken where they are, though when they were last seen cannot be stored yet', async () => {
    const { config, deps, adminToken } = await collectorInTest()
    const connections = { ...deps.connections, flush: () => Promise.reject(new StorageUnavailableError('the disk is full')) }
    const app = await buildApp(config, { ...deps, connections, collectorMetrics: createCollectorMetrics() })
    onTestFinished(() => app.close())
    const answer = await app.inject({
      method: 'POST',
      url: '/api/clients/import',
      headers: { authorization: `Bearer ${adminToken}` },
      body: { clients: many(1) }
    })
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({ clients: [{ id: 'pi-0', lastSeen: '2026-01-02T03:04:05.000Z' }] })
    expect(deps.registry.size).toBe(1)
  })

  test('of a whole fleet are none of them taken where the last is enrolled already', async () => {
    const { enroll, asAdmin, deps } = await collectorInTest()
    await enroll({ id: 'pi-249' })
    expect((await asAdmin({ method: 'POST', url: '/api/clients/import', body: { clients: many(250) } })).statusCode).toBe(409)
    expect(deps.registry.size).toBe(1)
  })

  test('are refused with each whose address another device in use has, or one before it in the list', async () => {
    const { enroll, asAdmin, deps } = await collectorInTest()
    await enroll({ id: 'pi-there', address: '192.0.2.1' })
    await enroll({ id: 'pi-gone', address: '192.0.2.2' })
    await deps.registry.retire('pi-gone')
    const clients = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.3'].map((address, index) => ({
      id: `pi-${index}`,
      key: `key-of-${index}-0123456789abcdef`,
      address
    }))
    const answer = await asAdmin({ method: 'POST', url: '/api/clients/import', body: { clients } })
    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      expect.objectContaining({
        code: 'CLIENT_ADDRESS_TAKEN',
        issues: [
          {
            path: '/clients/0/address',
            message: '192.0.2.1 is the address of pi-there; if that one has another address now, correct it first'
          },
          { path: '/clients/3/address', message: '192.0.2.3 is the address of pi-2; if that one has another address now, correct it first' }
        ]
      })
    ])
    expect(deps.registry.size).toBe(2)
  })

  test('are refused with every mistake of each of them', async () => {
    const { asAdmin } = await collectorInTest()
    const clients = [
      { id: 'pi-1', key: 'short', address: 'not an address' },
      {
        id: 'pi-2',
        key: 'long-enough',
        address: '192.0.2.2',
        scrapeUrl: 'http://192.0.2.3:9100/metrics',
        enrolledAt: '2999-01-01T00:00:00Z'
      }
    ]
    const answer = await asAdmin({ method: 'POST', url: '/api/clients/import', body: { clients } })
    expect(answer.json()).toMatchObject({ code: 'VALIDATION_FAILED' })
    expect(
      answer
        .json<{ issues: { path: string }[] }>()
        .issues.map(({ path }) => path)
        .sort()
    ).toEqual(['/clients/0/address', '/clients/0/key', '/clients/1/enrolledAt', '/clients/1/scrapeUrl'])
    expect((await asAdmin({ method: 'POST', url: '/api/clients/import', body: { clients, more: 1 } })).json()).toMatchObject({
      code: 'VALIDATION_FAILED'
    })
  })

  test('need no key where they are only scraped', async () => {
    const { asAdmin } = await collectorInTest()
    const scraped = (address: string) => ({ id: `pi-${address.at(-1)!}`, address, scrapeUrl: `http://${address}:9100/metrics` })
    const answer = await asAdmin({
      method: 'POST', url: '/api/clients/import', body: { clients: [scraped('192.0.2.1'), scraped('192.0.2.2')] }
    })
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { clients: [{ id: 'pi-1', keys: [{ weak: false }] }, { id: 'pi-2' }] }])
  })

  const shared = collectorInTest({ until: untilAllEnd() })
  test.each([
    [[{ id: 'pi-1', key: '{{ vault_client_key }}' }], 400],
    [[{ id: 'pi-1', key: '{{vault_client_key}}' }], 400],
    [[{ id: 'pi-1', key: 'short' }], 400],
    [[{ id: 'pi-1' }], 400],
    [[{ id: 'pi-1', key: 'key-of-the-first' }, { id: 'pi-2', key: 'key-of-the-first' }], 409],
    [[{ id: 'pi-1', key: 'key-of-the-first' }, { id: 'pi-1', key: 'key-of-the-other' }], 409],
    [[{ id: 'pi-3', key: 'key-of-the-third' }, { id: 'pi-there', key: 'key-of-the-other' }], 409],
    [[{ id: 'pi-1', key: 'key-of-the-first', lastSeenAt: '2999-01-01T00:00:00Z' }], 400],
    [[], 400]
  ])('takes none of %j', async (clients, statusCode) => {
    const { enroll, asAdmin, deps } = await shared
    if (deps.registry.size === 0) await enroll({ id: 'pi-there' })
    const answer = await asAdmin({ method: 'POST', url: '/api/clients/import', body: { clients } })
    expect(answer.statusCode).toBe(statusCode)
    expect(deps.registry.all().map(({ id }) => id)).toEqual(['pi-there'])
  })
})
