import { describe, expect, test } from 'vitest'
import type { OneRunRequest, RunRequestAnswer, RunRequestList } from '@mimamori/contract'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'

const minute = 60_000
const run = '20261125-085000-0a1b2c'

const arrange = async () => {
  const clock = clockInTest(Date.parse('2026-11-25T08:49:58Z'))
  const collector = await collectorInTest({ clock })
  const { app, asAdmin, deps } = collector
  const token = (await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'runner', role: 'update' } })).json<{ token: string }>()
    .token
  const asRunner = (url: string, body: object) => app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${token}` }, body })
  for (const id of ['pi-1', 'pi-2']) await collector.enroll({ id })
  return {
    ...collector,
    deps,
    clock,
    fetch: async (waitSeconds = 0, actions = ['update']) =>
      (await asRunner('/api/run-requests/fetch', { actions, waitSeconds })).json<{ request: { id: string } | null }>().request,
    answer: (id: string, answer: RunRequestAnswer) => asRunner(`/api/run-requests/${id}/answer`, answer),
    ask: (body: object) => asAdmin({ method: 'POST', url: '/api/run-requests', body }),
    list: async () => (await asAdmin({ url: '/api/run-requests' })).json<RunRequestList>()
  }
}

describe('a run that is requested on the page', () => {
  test('is fetched by the runner once, and then says which run has begun', async () => {
    const { ask, fetch, answer, list } = await arrange()
    expect(await fetch()).toBeNull()
    expect((await list()).actions).toEqual(['update'])
    const asked = await ask({ action: 'update', devices: ['pi-1', 'pi-2'], language: 'ja' })
    expect([asked.statusCode, asked.json<OneRunRequest>().request]).toMatchObject([
      201,
      {
        action: 'update',
        devices: ['pi-1', 'pi-2'],
        by: 'admin',
        requestedAt: '2026-11-25T08:49:58.000Z',
        state: 'waiting',
        run: null,
        message: null
      }
    ])
    const { id } = asked.json<OneRunRequest>().request
    expect(await fetch()).toEqual({ id, action: 'update', devices: ['pi-1', 'pi-2'], by: 'admin', language: 'ja' })
    expect(await fetch()).toBeNull()
    expect((await list()).requests).toMatchObject([{ id, state: 'fetched' }])
    expect((await answer(id, { run })).statusCode).toBe(200)
    expect((await list()).requests).toMatchObject([{ id, state: 'started', run }])
    // The runner's second word, and one about nothing.
    for (const unknown of [id, crypto.randomUUID()]) {
      expect((await answer(unknown, { run })).json()).toMatchObject({ code: 'RUN_REQUEST_NOT_FOUND' })
    }
  })

  test('reaches a runner that waits for it', async () => {
    const { ask, fetch } = await arrange()
    const fetched = fetch(30)
    await expect.poll(async () => (await ask({ action: 'update', devices: null })).statusCode).toBe(201)
    expect(await fetched).toMatchObject({ action: 'update', devices: null })
  })

  test('is refused where no runner listens, or none has for a while', async () => {
    const { ask, clock, fetch, list } = await arrange()
    const refused = await ask({ action: 'update', devices: ['pi-1'] })
    expect([refused.statusCode, refused.json()]).toMatchObject([
      503,
      { code: 'RUNNER_UNAVAILABLE', message: 'no update runner listens that may start this: update' }
    ])
    await fetch()
    clock.advance(15_000)
    expect(await list()).toMatchObject({ actions: [], requests: [] })
    expect((await ask({ action: 'update', devices: ['pi-1'] })).statusCode).toBe(503)
  })

  test('is taken while the runner prepares another, which it fetches once that is answered', async () => {
    const { ask, answer, clock, fetch, list } = await arrange()
    await fetch()
    const { id } = (await ask({ action: 'update', devices: ['pi-1'] })).json<OneRunRequest>().request
    await fetch()
    clock.advance(20_000)
    expect((await list()).actions).toEqual(['update'])
    expect((await ask({ action: 'update', devices: ['pi-2'] })).statusCode).toBe(201)
    await answer(id, { run })
    expect(await fetch()).toMatchObject({ devices: ['pi-2'] })
  })

  test('says in the runner’s words why nothing was started', async () => {
    const { ask, fetch, answer, list } = await arrange()
    await fetch()
    const { id } = (await ask({ action: 'update', devices: ['pi-1'] })).json<OneRunRequest>().request
    await fetch()
    await answer(id, { message: 'another run is in progress' })
    expect((await list()).requests).toMatchObject([{ state: 'refused', run: null, message: 'another run is in progress' }])
  })

  test('is lost where nobody fetches it, and is then given to nobody', async () => {
    const { ask, clock, fetch, list } = await arrange()
    await fetch()
    await ask({ action: 'update', devices: ['pi-1'] })
    clock.advance(minute)
    expect((await list()).requests).toMatchObject([{ state: 'lost' }])
    expect(await fetch()).toBeNull()
  })

  test('is lost where the runner never answers, until it does', async () => {
    const { ask, answer, clock, fetch, list } = await arrange()
    await fetch()
    const { id } = (await ask({ action: 'update', devices: ['pi-1'] })).json<OneRunRequest>().request
    await fetch()
    clock.advance(4 * minute)
    expect((await list()).requests).toMatchObject([{ state: 'fetched' }])
    clock.advance(minute)
    expect((await list()).requests).toMatchObject([{ state: 'lost' }])
    await answer(id, { run })
    expect((await list()).requests).toMatchObject([{ state: 'started', run }])
  })

  test('can be new keys, which have minutes, and say what is done or why not', async () => {
    const { ask, asAdmin, answer, clock, fetch, list } = await arrange()
    const actions = ['update', 'rotate-keys']
    await fetch(0, actions)
    const ids: string[] = []
    for (const device of ['pi-1', 'pi-2']) {
      ids.push((await ask({ action: 'rotate-keys', devices: [device] })).json<OneRunRequest>().request.id)
      expect(await fetch(0, actions)).toMatchObject({ action: 'rotate-keys', devices: [device] })
    }
    clock.advance(9 * minute)
    expect((await list()).requests).toMatchObject([{ state: 'fetched' }, { state: 'fetched' }])
    await answer(ids[0]!, { done: 'pi-1 uses its new key.' })
    await answer(ids[1]!, { message: 'pi-2 does not answer' })
    expect((await list()).requests).toMatchObject([
      { state: 'refused', run: null, message: 'pi-2 does not answer' },
      { state: 'done', run: null, message: 'pi-1 uses its new key.' }
    ])
    expect((await asAdmin({ url: '/api/audit?action=requestRun&device=pi-1' })).json()).toMatchObject({
      entries: [
        {
          actor: { name: 'admin' },
          subject: { type: 'run', name: 'rotate-keys' },
          device: 'pi-1',
          changes: [
            { field: 'what', before: null, after: 'rotate-keys' },
            { field: 'devices', before: null, after: ['pi-1'] }
          ]
        }
      ]
    })
  })

  test('as new keys is for named devices, few at a time, and keeps no runner listed that has gone', async () => {
    const { ask, clock, fetch, list } = await arrange()
    await fetch(0, ['rotate-keys'])
    for (const devices of [null, Array.from({ length: 11 }, (_, index) => `pi-${index}`)]) {
      expect((await ask({ action: 'rotate-keys', devices })).json()).toMatchObject({
        code: 'VALIDATION_FAILED',
        issues: [{ path: '/devices', message: 'expected 1 to 10 devices for rotate-keys' }]
      })
    }
    await ask({ action: 'rotate-keys', devices: ['pi-1'] })
    await fetch(0, ['rotate-keys'])
    clock.advance(20_000)
    expect((await list()).actions).toEqual([])
    clock.advance(10 * minute)
    expect((await list()).requests).toMatchObject([{ state: 'lost' }])
  })

  test('can be requested only by an administrator, and of devices that are enrolled', async () => {
    const { app, ask, asAdmin, deps, fetch } = await arrange()
    await fetch()
    expect((await ask({ action: 'update', devices: ['pi-1', 'pi-9'] })).json()).toMatchObject({
      code: 'CLIENT_DEVICE_NOT_FOUND',
      message: 'no device is enrolled as pi-9'
    })
    for (const body of [
      { action: 'format', devices: null },
      { action: 'update' },
      { action: 'update', devices: [] },
      { action: 'update', devices: ['all:!pi-1'] }
    ]) {
      expect((await ask(body)).statusCode).toBe(400)
    }
    for (const role of ['viewer', 'update', 'enroll']) {
      const { token } = (await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: `guest-${role}`, role } })).json<{
        token: string
      }>()
      const refused = await app.inject({
        method: 'POST',
        url: '/api/run-requests',
        headers: { authorization: `Bearer ${token}` },
        body: { action: 'update', devices: null }
      })
      expect(refused.json()).toMatchObject({ code: 'ROLE_REQUIRED' })
    }
    expect(deps.runRequests.list()).toEqual([])
  })

  test('keeps no collector from ending', async () => {
    const { app, fetch } = await arrange()
    const fetched = fetch(30)
    await expect.poll(async () => (await app.inject({ url: '/healthz' })).statusCode).toBe(200)
    await app.close()
    await expect(fetched).resolves.toBeNull()
  })
})
