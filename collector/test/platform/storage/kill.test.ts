import { join } from 'node:path'
import { writeFileSync, rmSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Deps } from '../../../src/deps.ts'
import { spawnCollector, startCollector } from '../../collector-process.ts'
import { collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { compileTroubledDisk, hasTroubledDisk } from '../../troubled-disk.ts'
import { untilAllEnd } from '../../until-all-end.ts'
import { at, finished, run, start } from '../../updates/update-messages.ts'

const status = (clientId: string, message: string) =>
  ({ clientId, hostname: clientId, ipAddress: '192.0.2.1', cpuUsage: 1, memoryUsage: 2, diskUsage: 3, logs: [{ level: 'ERROR', message }] })

/** Long enough for connections to be written several times. */
const loadLastsMs = 4000
/** What is promised. */
const mostBehindMs = 1000
const workers = [0, 1, 2, 3, 4, 5, 6, 7]
const deviceOf = (worker: number): string => `pi-${worker}`

type Query = { readonly deviceIds: readonly string[] } | { readonly runId: string }

const linesOf = async ({ logs }: Deps, query: Query): Promise<string[]> => {
  const found: string[] = []
  for (let afterId: number | undefined; ;) {
    const { lines, nextId } = await logs.search({ ...query, order: 'newest', limit: 1000, ...afterId !== undefined && { afterId } })
    found.push(...lines.map(({ message }) => message))
    if (nextId === undefined) return found
    afterId = nextId
  }
}

/** Sends without a pause until the collector is gone, and gives what it has answered. */
const loadUntilKilled = async (directory: string) => {
  await using collector = await startCollector({ dataDirectory: directory })
  const startedMs = Date.now()
  const { body: { key } } = await collector.send('POST', '/api/clients', { body: { id: 'pi-load' } })
  for (const worker of workers) await collector.send('POST', '/api/clients', { body: { id: deviceOf(worker) } })
  await collector.send('POST', '/api/updates', { body: start({ hosts: [] }) })
  const answered = { enrolled: [] as string[], logged: [] as string[], updated: [] as string[], changes: 0, lastMs: 0 }
  const load = async (worker: number): Promise<void> => {
    for (let index = 1; ; index++) {
      const id = `pi-${worker}-${index}`
      if ((await collector.send('POST', '/api/clients', { body: { id } })).status === 201) answered.enrolled.push(id)
      const change = { body: { site: `site-${index}` } }
      if ((await collector.send('PATCH', `/api/clients/${deviceOf(worker)}`, change)).status === 200) answered.changes += 1
      // The first is a device, and has a line of its own in the log.
      const host = index === 1 ? deviceOf(worker) : `host-${worker}-${index}`
      const outcome = { body: { hosts: [finished(host, 'updated', { message: host })] } }
      if ((await collector.send('POST', `/api/updates/${run}/hosts`, outcome)).status === 200) answered.updated.push(host)
      const headers = { 'x-client-key': key as string }
      const sent = await collector.send('POST', '/api/clients/status', { headers, body: status('pi-load', `line ${id}`) })
      if (sent.status === 200) {
        answered.logged.push(`line ${id}`)
        answered.lastMs = Date.now()
      }
      if (answered.logged.length >= 60 && Date.now() - startedMs > loadLastsMs) collector.kill('SIGKILL')
    }
  }
  await Promise.allSettled(workers.map(load))
  expect((await collector.ended).signal).toBe('SIGKILL')
  return answered
}

describe('after kill -9 under load', () => {
  const ended = untilAllEnd()
  let answered: Awaited<ReturnType<typeof loadUntilKilled>>
  let deps: Deps
  beforeAll(async () => {
    const directory = temporaryDirectory(ended)
    answered = await loadUntilKilled(directory);
    ({ deps } = await collectorInTest({ directory, until: ended }))
  }, 120_000)

  test('every enrollment and log line that was answered is there, and last-seen at most a second behind', async () => {
    const known = deps.registry.all().map(({ id }) => id)
    expect(answered.enrolled.length).toBeGreaterThan(50)
    expect(answered.enrolled.filter((id) => !known.includes(id))).toEqual([])
    const kept = new Set(await linesOf(deps, { deviceIds: ['pi-load'] }))
    expect(answered.logged.filter((message) => !kept.has(message))).toEqual([])
    expect(answered.lastMs - (deps.connections.get('pi-load')?.lastSeenMs ?? 0)).toBeLessThanOrEqual(mostBehindMs)
  })

  test('each change is there with its entry in the audit log, and neither without the other', async () => {
    expect(answered.changes).toBeGreaterThanOrEqual(60)
    let recorded = 0
    for (const id of workers.map(deviceOf)) {
      const entries = await deps.audit.list({ device: id, action: 'changeDevice', limit: 200 })
      const sites = entries.map(({ view: { changes } }) => changes.map(({ after }) => after)).flat()
      expect(sites).toEqual(sites.map((_, index) => `site-${sites.length - index}`))
      expect(deps.registry.get(id)?.site).toBe(sites[0])
      recorded += sites.length
    }
    expect(recorded).toBeGreaterThanOrEqual(answered.changes)
  })

  test('every outcome of an update that was answered is there, counted once, and reporting it again changes nothing', async () => {
    expect(answered.updated.length).toBeGreaterThanOrEqual(20)
    const { updates } = deps
    const kept: string[] = []
    for await (const page of updates.hosts(run)) kept.push(...page.map(({ host }) => host))
    expect(answered.updated.filter((host) => !kept.includes(host))).toEqual([])
    expect(updates.totals.hosts.updated).toBe(kept.length)
    expect(updates.running).toBe(1)
    const again = kept.slice(0, 100).map((host) => finished(host, 'updated'))
    expect(await updates.report(run, again, { requestId: 'again' })).toEqual({ accepted: 0, ignored: again.length })
    expect(await linesOf(deps, { runId: run })).toHaveLength(kept.filter((host) => host.startsWith('pi-')).length)
    expect(await updates.end(run, { endedAt: at(0), outcome: 'succeeded' })).toEqual({ outcome: 'succeeded' })
  })
})

test.skipIf(!hasTroubledDisk)(
  'while the disk is full, changes are refused with 503 and Retry-After, reading goes on, and afterwards all is as before',
  async () => {
    const full = join(temporaryDirectory(), 'full')
    await using collector = await startCollector({
      dataDirectory: temporaryDirectory(),
      env: { LD_PRELOAD: compileTroubledDisk(), MIMAMORI_TEST_FULL: full }
    })
    await collector.send('POST', '/api/clients', { body: { id: 'pi-before' } })

    writeFileSync(full, '')
    const refused = await collector.send('POST', '/api/clients', { body: { id: 'pi-refused' } })
    expect(refused).toMatchObject({ status: 503, body: { code: 'STORAGE_UNAVAILABLE' } })
    expect(refused.headers.get('retry-after')).toBe('60')
    expect((await collector.send('GET', '/api/clients/pi-refused')).status).toBe(404)
    expect((await collector.send('GET', '/api/clients/pi-before')).status).toBe(200)

    expect(await collector.send('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, reasons: [{ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('the disk is full') as string }] }
    })
    const banner = async (language: string): Promise<unknown> =>
      (await collector.send('GET', `/api/clients/status?lang=${language}`)).body.storage
    expect(await banner('en')).toMatchObject({ writable: false, text: expect.stringContaining('disk is full') as string })
    expect(await banner('ja')).toMatchObject({ writable: false, text: expect.stringContaining('ディスクがいっぱい') as string })

    rmSync(full)
    expect((await collector.send('POST', '/api/clients', { body: { id: 'pi-after' } })).status).toBe(201)
    expect((await collector.send('GET', '/readyz')).body.reasons).not.toContainEqual(
      expect.objectContaining({ code: 'STORAGE_UNAVAILABLE' })
    )
    expect(await banner('ja')).toEqual({ writable: true, text: null })
    const { body } = await collector.send('GET', '/api/clients')
    expect((body.clients as { id: string }[]).map(({ id }) => id)).toEqual(['pi-after', 'pi-before'])
    await collector.stop()
  }
)

test.skipIf(!hasTroubledDisk)('on a disk that is full already it does not start, says what to do, and has lost nothing', async () => {
  const directory = temporaryDirectory()
  await using first = await startCollector({ dataDirectory: directory })
  await first.send('POST', '/api/clients', { body: { id: 'pi-1' } })
  await first.stop()

  const full = join(temporaryDirectory(), 'full')
  writeFileSync(full, '')
  const { ended } = spawnCollector({
    MIMAMORI_DATA_DIR: directory,
    MIMAMORI_LISTEN: '127.0.0.1:0',
    LD_PRELOAD: compileTroubledDisk(),
    MIMAMORI_TEST_FULL: full
  })
  const { code, errors } = await ended
  expect([code, errors]).toEqual([
    1,
    `mimamori-collector: the disk of the data directory ${directory} is full: free some space (df -h shows how much is left) and start again; no stored data is lost\n`
  ])

  await using again = await startCollector({ dataDirectory: directory })
  expect((await again.send('GET', '/api/clients/pi-1')).status).toBe(200)
})
