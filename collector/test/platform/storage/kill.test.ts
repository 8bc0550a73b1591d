import { join } from 'node:path'
import { writeFileSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { spawnCollector, startCollector } from '../../collector-process.ts'
import { collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { compileTroubledDisk, hasTroubledDisk } from '../../troubled-disk.ts'

const status = (clientId: string, message: string) =>
  ({ clientId, hostname: clientId, ipAddress: '192.0.2.1', cpuUsage: 1, memoryUsage: 2, diskUsage: 3, logs: [{ level: 'ERROR', message }] })

/** Long enough for connections to be written several times. */
const loadLastsMs = 4000
/** What is promised. */
const mostBehindMs = 1000

test('after kill -9 under load every enrollment and log line that was answered is there, and last-seen at most a second behind', async () => {
  const directory = temporaryDirectory()
  await using collector = await startCollector({ dataDirectory: directory })
  const enrolled: string[] = []
  const logged: string[] = []
  let lastAnswerMs = 0
  const startedMs = Date.now()
  const {
    body: { key }
  } = await collector.send('POST', '/api/clients', { body: { id: 'pi-load' } })

  /** Sends without a pause until the collector is gone. */
  const load = async (worker: number): Promise<void> => {
    for (let index = 0; ; index++) {
      const id = `pi-${worker}-${index}`
      if ((await collector.send('POST', '/api/clients', { body: { id } })).status === 201) enrolled.push(id)
      const sent = await collector.send('POST', '/api/clients/status', {
        headers: { 'x-client-key': key as string },
        body: status('pi-load', `line ${id}`)
      })
      if (sent.status === 200) {
        logged.push(`line ${id}`)
        lastAnswerMs = Date.now()
      }
      if (logged.length >= 60 && Date.now() - startedMs > loadLastsMs) collector.kill('SIGKILL')
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, (_, worker) => load(worker)))
  expect((await collector.ended).signal).toBe('SIGKILL')

  const { deps } = await collectorInTest({ directory })
  const known = deps.registry.all().map(({ id }) => id)
  expect(enrolled.length).toBeGreaterThan(50)
  expect(enrolled.filter((id) => !known.includes(id))).toEqual([])
  const kept = new Set<string>()
  for (let afterId: number | undefined; ;) {
    const { lines, nextId } = await deps.logs.search({
      deviceIds: ['pi-load'],
      order: 'newest',
      limit: 1000,
      ...(afterId !== undefined && { afterId })
    })
    for (const { message } of lines) kept.add(message)
    if (nextId === undefined) break
    afterId = nextId
  }
  expect(logged.filter((message) => !kept.has(message))).toEqual([])
  expect(lastAnswerMs - (deps.connections.get('pi-load')?.lastSeenMs ?? 0)).toBeLessThanOrEqual(mostBehindMs)
}, 120_000)

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
