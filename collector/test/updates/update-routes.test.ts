import type { InjectOptions } from 'fastify'
import { describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { at, finished, run, start, underWay } from './update-messages.ts'
import { collector, type Collector } from './collector-with-runs.ts'

const hostOf = async ({ look }: Collector, name: string) => (await look()).hosts.find(({ host }) => host === name)!

describe('a run', () => {
  it('is begun, reported, ended, listed and shown with its hosts', async () => {
    const made = await collector()
    await made.enroll({ id: 'pi-1' })
    expect((await made.begin()).statusCode).toBe(201)
    expect((await made.look()).run).toMatchObject({ outcome: null, endedAt: null, counts: { total: 2, waiting: 2 } })

    expect(
      (
        await made.report(
          underWay('pi-1'),
          finished('pi-1', 'updated', { fromRevision: 'v1', toRevision: 'v2' }),
          finished('pi-2', 'unchanged')
        )
      ).json()
    ).toMatchObject({ accepted: 3, ignored: 0 })
    expect((await made.end('succeeded')).json()).toMatchObject({ run, outcome: 'succeeded', message: null })

    const { run: summary, hosts } = await made.look()
    expect(summary).toEqual({
      run,
      kind: 'update',
      origin: 'runner',
      action: 'update',
      startedAt: at(-600),
      endedAt: at(0),
      outcome: 'succeeded',
      message: null,
      doubt: null,
      playbook: 'update_clients.yml',
      release: 'kiosk',
      revision: 'v2',
      by: 'tanaka',
      counts: { total: 2, waiting: 0, under_way: 0, updated: 1, unchanged: 1, failed: 0, rolled_back: 0, unreachable: 0, skipped: 0 }
    })
    expect(hosts).toEqual([
      expect.objectContaining({
        host: 'pi-1',
        enrolled: true,
        state: 'finished',
        outcome: 'updated',
        startedAt: at(-300),
        finishedAt: at(-240),
        durationSeconds: 60,
        fromRevision: 'v1',
        toRevision: 'v2'
      }),
      expect.objectContaining({ host: 'pi-2', enrolled: false, state: 'finished', outcome: 'unchanged', startedAt: at(-300) })
    ])
    expect((await made.asRunner({ url: '/api/updates' })).json()).toMatchObject({ runs: [summary] })
  })

  it('is begun once: the same again changes nothing, another under the same id is refused', async () => {
    const made = await collector()
    await made.begin()
    await made.report(finished('pi-1', 'updated'))
    expect((await made.begin({ hosts: ['pi-2', 'pi-1'] })).statusCode).toBe(200)
    expect((await made.look()).run.counts).toMatchObject({ total: 2, waiting: 1, updated: 1 })
    const other = await made.begin({ hosts: ['pi-3'] })
    expect(other.statusCode).toBe(409)
    expect(other.json()).toMatchObject({ code: 'UPDATE_RUN_CONFLICT', message: expect.stringContaining('id of its own') as string })
  })

  it('that was never begun takes neither hosts nor an end, and is not shown', async () => {
    const made = await collector()
    for (const answer of [
      await made.report(finished('pi-1', 'updated')),
      await made.end('failed'),
      await made.asRunner({ url: `/api/updates/${run}` })
    ]) {
      expect(answer.statusCode).toBe(404)
      expect(answer.json()).toMatchObject({ code: 'UPDATE_RUN_NOT_FOUND' })
    }
  })

  it('is there, with its hosts and counters, after a restart', async () => {
    const directory = temporaryDirectory()
    const first = await collector(directory)
    await first.enroll({ id: 'pi-1' })
    await first.begin()
    await first.report(finished('pi-1', 'failed', { step: 'Restart', message: 'unit failed' }), underWay('pi-2'))
    await first.end('failed')
    const before = await first.look()
    await first.close()

    const again = await collector(directory)
    expect((await again.look()).hosts).toEqual(before.hosts)
    const metrics = (await again.asAdmin({ url: '/metrics' })).body
    expect(metrics).toContain('mimamori_update_hosts_total{outcome="failed"} 1')
    expect(metrics).toContain('mimamori_update_runs_total{outcome="failed"} 1')
    expect(metrics).toContain('mimamori_update_running 0')
    expect((await again.asAdmin({ url: '/metrics/inventory' })).body).toContain(
      'mimamori_update_last_outcome{device="pi-1",site="",role="",release="kiosk",outcome="failed"} 1'
    )
  })
})

describe('the hosts of a run', () => {
  it('change nothing by an item that was here before, and nothing is counted twice', async () => {
    const made = await collector()
    await made.begin()
    const items = [underWay('pi-1'), underWay('pi-1', { step: 'Restart', seconds: -280 }), finished('pi-1', 'failed', { message: 'first' })]
    expect((await made.report(...items)).json()).toMatchObject({ accepted: 3, ignored: 0 })
    expect((await made.report(...items, finished('pi-1', 'updated'))).json()).toMatchObject({ accepted: 0, ignored: 4 })
    expect(await hostOf(made, 'pi-1')).toMatchObject({ outcome: 'failed', message: 'first' })
    expect((await made.asAdmin({ url: '/metrics' })).body).toContain('mimamori_update_hosts_total{outcome="failed"} 1')
  })

  it('may be others than the start said, and come after the end', async () => {
    const made = await collector()
    await made.begin()
    await made.end('cancelled')
    expect((await made.report(finished('pi-9', 'skipped'))).json()).toMatchObject({ accepted: 1 })
    expect((await made.look()).run.counts).toMatchObject({ total: 3, skipped: 1, waiting: 2 })
  })
})

describe('a thousand outcomes at once', () => {
  it('are taken whole, and let other work in between', async () => {
    const made = await collector()
    await made.begin({ hosts: [] })
    let turns = 0
    let counting = true
    const turn = (): void => {
      turns += 1
      if (counting) setImmediate(turn)
    }
    const items = Array.from({ length: 1000 }, (_, i) =>
      finished(`pi-${i}`, 'failed', {
        message: 'x'.repeat(200),
        journal: { unit: 'kiosk.service', lines: Array.from({ length: 20 }, () => 'a line of the journal') }
      })
    )
    const reported = made.deps.updates.report(run, items, { requestId: 'r' })
    setImmediate(turn)
    expect(await reported).toEqual({ accepted: 1000, ignored: 0 })
    counting = false
    // At least once for each hundred, and at each of their commits.
    expect(turns).toBeGreaterThan(20)
    expect((await made.look()).hosts).toHaveLength(1000)
  })
})

describe('a success', () => {
  it('is believed only where every host has succeeded; the message says which have not', async () => {
    const made = await collector()
    await made.begin({ hosts: ['pi-1', 'pi-2', 'pi-3'] })
    await made.report(finished('pi-1', 'updated'), finished('pi-2', 'unreachable'))
    const believed = {
      outcome: 'failed',
      message: 'reported as succeeded, but 2 of 3 hosts have not succeeded: pi-2 (unreachable), pi-3 (no result)'
    }
    expect((await made.end('succeeded')).json()).toMatchObject(believed)
    expect((await made.look()).run).toMatchObject({ ...believed, doubt: 'hosts' })
  })

  it('is proved, or put in doubt, by what comes late', async () => {
    const made = await collector()
    await made.begin()
    await made.report(finished('pi-1', 'updated'))
    await made.end('succeeded')
    await made.report(finished('pi-2', 'updated'))
    expect((await made.look()).run).toMatchObject({ outcome: 'succeeded', message: null })
    await made.report(finished('pi-2', 'failed', { attempt: 2 }))
    expect((await made.look()).run).toMatchObject({ outcome: 'failed', message: expect.stringContaining('pi-2 (failed)') as string })
  })
})

describe('an end', () => {
  it('stands: the same again is answered alike, another is refused', async () => {
    const made = await collector()
    await made.begin()
    await made.end('failed', { message: 'budget spent' })
    expect((await made.end('failed')).json()).toMatchObject({ outcome: 'failed', message: 'budget spent' })
    expect((await made.end('cancelled')).statusCode).toBe(409)
    expect((await made.asAdmin({ url: '/metrics' })).body).toContain('mimamori_update_runs_total{outcome="failed"} 1')
  })
})

describe('who may', () => {
  it('report runs: the role update, not a viewer and not without a token; the runner may read the fleet', async () => {
    const made = await collector()
    const { token } = (await made.asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'hanako', role: 'viewer' } })).json<{
      token: string
    }>()
    const asViewer = (request: InjectOptions) => made.app.inject({ ...request, headers: { authorization: `Bearer ${token}` } })
    expect((await asViewer({ method: 'POST', url: '/api/updates', body: start() })).json()).toMatchObject({ code: 'ROLE_REQUIRED' })
    expect((await made.app.inject({ method: 'POST', url: '/api/updates', body: start() })).statusCode).toBe(401)
    await made.begin()
    for (const url of ['/api/updates', `/api/updates/${run}`]) expect((await asViewer({ url })).statusCode).toBe(200)
    for (const url of ['/api/clients', '/api/clients/status']) expect((await made.asRunner({ url })).statusCode).toBe(200)
    expect((await made.asRunner({ method: 'POST', url: '/api/clients', body: { id: 'pi-1' } })).statusCode).toBe(403)
  })
})

describe('what does not fit', () => {
  it('is refused with the path of each mistake, and nothing of it is kept', async () => {
    const made = await collector()
    const bad = await made.begin({ run: '../etc', hosts: ['pi-1', 'pi\n2'], by: 'x'.repeat(101) })
    expect(bad.statusCode).toBe(400)
    expect(bad.json()).toMatchObject({ code: 'VALIDATION_FAILED' })
    expect(bad.json<{ issues: { path: string }[] }>().issues.map(({ path }) => path).sort()).toEqual(['/by', '/hosts/1', '/run'])
    await made.begin()
    const items = await made.report(finished('pi-1', 'updated'), finished('pi-2', 'perfect' as 'updated', { durationSeconds: -1 }), {
      ...underWay('pi-1'),
      attempt: 0
    })
    expect(
      items
        .json<{ issues: { path: string }[] }>()
        .issues.map(({ path }) => path)
        .sort()
    ).toEqual(['/hosts/1/durationSeconds', '/hosts/1/outcome', '/hosts/2/attempt'])
    expect((await made.look()).run.counts).toMatchObject({ waiting: 2 })
    expect((await made.asRunner({ url: '/api/updates/nonsense' })).statusCode).toBe(400)
    const elsewhere = await made.asRunner({
      method: 'POST',
      url: '/api/updates/nonsense/hosts',
      body: { hosts: [finished('pi-1', 'updated')] }
    })
    expect(elsewhere.json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: 'run' }] })
  })

  it('is a run of more hosts than a run may have', async () => {
    const made = await collector()
    await made.begin({ hosts: Array.from({ length: 10_000 }, (_, i) => `host-${i}`) })
    expect((await made.report(finished('host-1', 'updated'))).statusCode).toBe(200)
    expect((await made.report(finished('one-more', 'updated'))).json()).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: '/hosts' }]
    })
  })
})
