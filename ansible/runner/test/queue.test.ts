import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { startCollectorStandIn } from './collector-stand-in.ts'
import { testServer, type TestServer } from './server.ts'

// Each starts several processes, and machines that test are busy.
vi.setConfig({ testTimeout: 180_000 })

const queueOf = async (server: TestServer) =>
  JSON.parse((await server.run('--queue', '--json')).stdout) as {
    readonly waiting: { readonly host: string, readonly revision?: string }[]
    readonly pinned: { readonly host: string }[]
  }
const waiting = async (server: TestServer): Promise<string[]> => (await queueOf(server)).waiting.map(({ host }) => host)
const archive = (revision: string) => ({ release_name: 'signage', release_source: { type: 'archive', revision } })
const noRetries = { MIMAMORI_UPDATE_RETRIES: '0' }

it('catches nobody up to what a canary has refused', async () => {
  const server = testServer({
    scenario: { hosts: { 'pi-01': [{ outcome: 'unreachable' }], 'pi-02': [{ outcome: 'failed' }] } }, env: noRetries
  })
  const { stdout } = await server.run('--yes')
  expect(stdout).toContain('1 unreachable device was not queued, since the run was stopped.')
  expect(await waiting(server)).toStrictEqual([])
  expect(await server.run('--catch-up')).toMatchObject({ exitCode: 0, stdout: 'No devices are waiting for an update.\n' })
})

it('lists who waits for what since when, and takes one away that is named', async () => {
  const server = testServer({
    hosts: { kiosk1: archive('v1'), kiosk2: archive('v1'), kiosk3: archive('v1') },
    scenario: { hosts: { kiosk2: [{ outcome: 'unreachable' }], kiosk3: [{ outcome: 'unreachable' }] } }, env: noRetries
  })
  await server.update()
  expect((await server.run('--queue')).stdout).toMatch(
    /^DEVICE {2}RELEASE {2}REVISION {2}WAITING SINCE\nkiosk2 {2}signage {2}v1 {8}\d{4}-\d\d-\d\d \d\d:\d\d\nkiosk3 /
  )
  expect(await server.run('--drop', 'kiosk')).toMatchObject({
    exitCode: 2, stderr: expect.stringContaining('“kiosk” is not in the queue; did you mean kiosk')
  })
  expect(await server.run('--drop', 'kiosk2')).toMatchObject({ exitCode: 0 })
  expect(await waiting(server)).toStrictEqual(['kiosk3'])
})

it('lets a newer revision take the place of an older one, also for devices outside its limit, and no repeated or caught up ' +
  'one', async () => {
  const inventory = (revision: string) => ({
    a: archive(revision), b: archive(revision), c: { ...archive(revision), release_name: 'kiosk' }
  })
  const off = [{ outcome: 'unreachable' as const }]
  const server = testServer({ hosts: inventory('v1'), scenario: { hosts: { b: off, c: off } }, env: noRetries })
  const { result: first } = await server.update()
  server.file('inventory.json', JSON.stringify({ _meta: { hostvars: inventory('v2') }, clients: { hosts: ['a', 'b', 'c'] } }))
  const { result: repeated } = await server.update('--only-failed', first.run, '--limit', 'c')
  expect((await queueOf(server)).waiting).toMatchObject([{ host: 'b', revision: 'v1' }, { host: 'c', revision: 'v2' }])
  const { result: newer } = await server.update('--limit', 'a')
  // Another release's device waits for what it waited for.
  expect((await queueOf(server)).waiting).toMatchObject([{ host: 'b', revision: 'v2', run: newer.run }, { host: 'c', run: repeated.run }])
})

it('updates no pinned device until it is unpinned: neither a run nor a catch-up, and both name it', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({
    scenario: { hosts: { 'pi-03': [{ outcome: 'unreachable' }] } }, env: { ...noRetries, MIMAMORI_URL: collector.url }
  })
  expect(await server.run('--pin', 'pi-33')).toMatchObject({
    exitCode: 2, stderr: expect.stringMatching(/no device “pi-33”; did you mean pi-0\d\?/)
  })
  expect(await server.run('--pin', 'pi-02')).toMatchObject({ exitCode: 0 })
  expect((await server.run('--plan')).stdout).toContain('Pinned, so not updated: pi-02.')
  const { result } = await server.update()
  expect(result).toMatchObject({ pinned: ['pi-02'], hosts: [{ host: 'pi-01' }, { host: 'pi-03' }] })
  expect((await server.run('--status')).stdout).toContain('Pinned, so not updated: pi-02.')
  expect(await server.run('--yes', '--limit', 'pi-02')).toMatchObject({
    exitCode: 2, stderr: expect.stringContaining('only pinned devices are left to update')
  })

  await server.run('--pin', 'pi-03')
  collector.clients.push({ clientId: 'pi-03', state: 'active', freshness: 'fresh', lastSeen: new Date(Date.now() + 60_000).toISOString() })
  expect(await server.run('--catch-up', '--yes')).toMatchObject({
    exitCode: 0, stdout: 'Only pinned devices are waiting for an update, and they stay as they are: pi-03\n'
  })
  server.scenario({})
  await server.run('--unpin', 'pi-03')
  expect((await server.update('--catch-up')).result.hosts).toMatchObject([{ host: 'pi-03', outcome: 'updated' }])
  expect(await queueOf(server)).toMatchObject({ waiting: [], pinned: [{ host: 'pi-02' }] })
})

it('reports to the collector who waits and who is held, after a run and after each change', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({
    scenario: { hosts: { 'pi-02': [{ outcome: 'unreachable' }] } }, env: { ...noRetries, MIMAMORI_URL: collector.url }
  })
  const { result } = await server.update('--revision', 'v1')
  await server.run('--pin', 'pi-03')
  await server.run('--drop', 'pi-02')
  const wait = { host: 'pi-02', run: result.run, reference: 'v1' }
  expect(collector.queues).toMatchObject([
    { waiting: [], pinned: [] }, { waiting: [wait], pinned: [] }, { waiting: [wait], pinned: [{ host: 'pi-03' }] },
    { waiting: [], pinned: [{ host: 'pi-03' }] }
  ])
})

it('reports to the collector again with each run and catch-up, for it may have been away or lost its data; ' +
  'with no plan and no check', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({ env: { MIMAMORI_URL: collector.url } })
  await server.run('--pin', 'pi-02')
  await server.run('--plan')
  await server.run('--check', '--yes')
  expect(collector.queues).toHaveLength(1)
  await server.run('--catch-up', '--yes')
  expect(collector.queues).toMatchObject([{ pinned: [{ host: 'pi-02' }] }, { pinned: [{ host: 'pi-02' }] }])
  const [first, again] = collector.queues
  expect(Date.parse(again?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.at ?? ''))

  const undelivered = join(server.state, 'queue.undelivered')
  collector.setAway(true)
  await server.run('--pin', 'pi-03')
  expect(existsSync(undelivered)).toBe(true)
  collector.setAway(false)
  await server.run('--catch-up', '--yes')
  expect(collector.queues.at(-1)).toMatchObject({ pinned: [{ host: 'pi-02' }, { host: 'pi-03' }] })
  expect(existsSync(undelivered)).toBe(false)
})

it('sets pins aside that cannot be read, and says so', async () => {
  const server = testServer()
  await server.run('--pin', 'pi-02')
  const file = join(server.state, 'pins.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ host: 'pi-02' }])
  writeFileSync(file, '[{')
  expect(await server.run('--queue')).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('pins.json') })
  expect(existsSync(`${file}.bad`)).toBe(true)
})
