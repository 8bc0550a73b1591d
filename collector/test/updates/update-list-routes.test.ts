import { describe, expect, it } from 'vitest'
import type { RunSummary } from '@mimamori/contract'
import { temporaryDirectory } from '../temporary-directory.ts'
import { at, finished, run } from './update-messages.ts'
import { collector, type Collector } from './collector-with-runs.ts'

describe('the list of runs', () => {
  it('goes by when they began: one may be begun long after it was planned, which is what its id says', async () => {
    const made = await collector()
    await made.enroll({ id: 'pi-1' })
    const [plannedFirst, plannedLater] = ['20261101-090000-000001', '20261102-090000-000002']
    for (const [id, startedAt] of [[plannedLater, at(-900)], [plannedFirst, at(-300)]] as const) {
      await made.begin({ run: id, startedAt, hosts: ['pi-1'] })
      await made.asRunner({ method: 'POST', url: `/api/updates/${id}/hosts`, body: { hosts: [finished('pi-1', 'updated')] } })
    }
    const page = async (query: string) =>
      (await made.asRunner({ url: `/api/updates?limit=1${query}` })).json<{ runs: RunSummary[] }>().runs.map(({ run: id }) => id)
    expect(await page('')).toEqual([plannedFirst])
    expect(await page(`&cursor=${plannedFirst}`)).toEqual([plannedLater])
    expect(await page(`&cursor=${plannedLater}`)).toEqual([])
    // Removed since it was the last of its page.
    expect(await page('&cursor=20991231-000000-00000f')).toEqual([plannedFirst])
    expect((await made.deps.updates.ofDevice('pi-1', { limit: 5, kind: 'update' })).map(({ run: id }) => id)).toEqual([
      plannedFirst,
      plannedLater
    ])
  })

  it('is in pages, newest first', async () => {
    const made = await collector()
    const ids = ['20261120-000000-000001', '20261121-000000-000002', '20261122-000000-000003']
    for (const id of ids) await made.begin({ run: id })
    const first = (await made.asRunner({ url: '/api/updates?limit=2' })).json<{ runs: RunSummary[], nextCursor: string }>()
    expect(first.runs.map((summary) => summary.run)).toEqual([ids[2], ids[1]])
    const second = (await made.asRunner({ url: `/api/updates?limit=2&cursor=${first.nextCursor}` })).json<{ runs: RunSummary[] }>()
    expect(second.runs.map((summary) => summary.run)).toEqual([ids[0]])
    expect(second).not.toHaveProperty('nextCursor')
    expect((await made.asRunner({ url: '/api/updates?limit=3' })).json()).not.toHaveProperty('nextCursor')
  })
})

describe('the queue of devices to catch up', () => {
  const waiting = { host: 'pi-1', since: at(-60), run, release: 'kiosk', revision: 'v2', tries: 1 }
  const pinned = { host: 'elsewhere', since: at(-90), by: 'tanaka' }
  const queue = async ({ asRunner }: Collector) => (await asRunner({ url: '/api/updates/queue' })).json<object>()

  it('is what was reported last, also after a restart, and shown on the device’s page', async () => {
    const directory = temporaryDirectory()
    const first = await collector(directory)
    await first.enroll({ id: 'pi-1' })
    expect(await queue(first)).toMatchObject({ waiting: [], pinned: [] })
    const setQueue = (body: object) => first.asRunner({ method: 'POST', url: '/api/updates/queue', body })
    expect((await setQueue({ waiting: [waiting, { ...waiting, host: 'pi-2' }], pinned: [] })).statusCode).toBe(200)
    expect((await setQueue({ waiting: [waiting], pinned: [pinned] })).statusCode).toBe(200)
    expect((await setQueue({ waiting: [{ ...waiting, host: '' }], pinned: [] })).statusCode).toBe(400)
    await first.close()

    const again = await collector(directory)
    expect(await queue(again)).toMatchObject({ waiting: [{ ...waiting, enrolled: true }], pinned: [{ ...pinned, enrolled: false }] })
    expect(again.deps.updates.queue.waitingOf('pi-1')).toStrictEqual(waiting)
    expect(again.deps.updates.queue.pinnedOf('pi-1')).toBeUndefined()
  })

  it('is the newest that was reported, whichever comes last; one without a time is newer than all', async () => {
    const made = await collector()
    const setQueue = (body: object) => made.asRunner({ method: 'POST', url: '/api/updates/queue', body })
    const newer = { at: at(-10), waiting: [waiting], pinned: [] }
    await setQueue(newer)
    expect((await setQueue({ at: at(-20), waiting: [], pinned: [pinned] })).statusCode).toBe(200)
    expect(made.deps.updates.queue.reported).toStrictEqual(newer)
    await setQueue({ waiting: [], pinned: [pinned] })
    expect(made.deps.updates.queue.reported).toStrictEqual({ waiting: [], pinned: [pinned] })
  })

  it('is not held at what came with a time that is still to come: the clock has been set back since', async () => {
    const made = await collector()
    const setQueue = (body: object) => made.asRunner({ method: 'POST', url: '/api/updates/queue', body })
    await setQueue({ at: at(3600), waiting: [waiting], pinned: [] })
    await setQueue({ at: at(-10), waiting: [], pinned: [] })
    expect(made.deps.updates.queue.reported).toMatchObject({ waiting: [] })
  })

  it('is accepted from tokens that may report updates, and from no other', async () => {
    const made = await collector()
    expect((await made.app.inject({ method: 'POST', url: '/api/updates/queue', body: { waiting: [], pinned: [] } })).statusCode).toBe(401)
  })
})
