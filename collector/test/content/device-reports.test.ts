import { expect, it } from 'vitest'
import { oneContent, type ContentReport } from '@mimamori/contract'
import { clockInTest, collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { assign, publish, wanted } from './content-in-test.ts'

const startMs = Date.parse('2026-12-01T09:30:00Z')

const report = ({ app }: CollectorInTest, key: string, body: ContentReport) =>
  app.inject({ method: 'POST', url: '/api/clients/content', headers: { 'x-client-key': key }, body })
const view = async ({ asAdmin }: CollectorInTest) => oneContent.parse((await asAdmin({ url: '/api/content/welcome' })).json())

/** A collector with a set of 11 bytes for two devices, which have reported nothing yet. */
const arrange = async (options: Parameters<typeof collectorInTest>[0] = {}) => {
  const collector = await collectorInTest(options)
  const [lobby, desk] = [await collector.enroll({ id: 'pi-lobby', name: 'Lobby' }), await collector.enroll({ id: 'pi-desk' })]
  await publish(collector, 'welcome', { a: 'first', b: 'second' })
  await assign(collector, 'welcome', { all: true })
  const { sets: [set] } = await wanted(collector, lobby)
  return { collector, lobby, desk, digest: set!.digest }
}

it('shows a device as waiting, downloading, failed and current, as it reports, and since when', async () => {
  const clock = clockInTest(startMs)
  const { collector, lobby, digest } = await arrange({ clock })
  const lobbyNow = async () => {
    const { content: { counts }, devices } = await view(collector)
    return { counts, device: devices.find(({ id }) => id === 'pi-lobby') }
  }
  expect(await lobbyNow()).toEqual({
    counts: { current: 0, downloading: 0, waiting: 2, failed: 0 },
    device: { id: 'pi-lobby', name: 'Lobby', site: '', state: 'waiting', number: null, since: null, bytesLeft: null, problem: null }
  })
  const none = { name: 'welcome', digest: null, number: null }
  await report(collector, lobby, { sets: [none] })
  expect(await lobbyNow()).toMatchObject({ device: { state: 'waiting', bytesLeft: 11 } })
  await report(collector, lobby, { sets: [{ ...none, bytesLeft: 4 }] })
  expect(await lobbyNow()).toMatchObject({ counts: { downloading: 1, waiting: 1 }, device: { state: 'downloading', bytesLeft: 4 } })
  clock.advance(5 * 60_000)
  expect(await lobbyNow()).toMatchObject({ device: { state: 'waiting', bytesLeft: 4 } })
  const problem = { kind: 'disk_full', message: 'welcome needs 900 bytes more' } as const
  await report(collector, lobby, { sets: [{ ...none, problem }] })
  expect(await lobbyNow()).toMatchObject({ counts: { failed: 1 }, device: { state: 'failed', problem } })
  await report(collector, lobby, { freeBytes: 5000, sets: [{ name: 'welcome', digest, number: 1 }] })
  clock.advance(60_000)
  await report(collector, lobby, { freeBytes: 4000, sets: [{ name: 'welcome', digest, number: 1 }] })
  expect(await lobbyNow()).toMatchObject({
    counts: { current: 1, waiting: 1 },
    device: { state: 'current', number: 1, since: '2026-12-01T09:35:00.000Z', bytesLeft: 0, problem: null }
  })
})

it('counts a device as current only when the check of the version that it shows has ended, also over a restart', async () => {
  const directory = temporaryDirectory()
  const { collector: first, lobby, digest } = await arrange({ directory })
  const shown = { name: 'welcome', digest, number: 1 }
  await report(first, lobby, { sets: [{ ...shown, checking: true, bytesLeft: 0 }] })
  await first.close()

  const second = await collectorInTest({ directory })
  const lobbyNow = async () => ({
    view: (await view(second)).devices.find(({ id }) => id === 'pi-lobby'),
    metric: /^mimamori_device_content_current\{device="pi-lobby".*$/m.exec((await second.asAdmin({ url: '/metrics/inventory' })).body)?.[0].at(-1)
  })
  expect(await lobbyNow()).toMatchObject({ view: { state: 'downloading', number: 1, bytesLeft: 0 }, metric: '0' })
  await report(second, lobby, { sets: [shown] })
  expect(await lobbyNow()).toMatchObject({ view: { state: 'current', number: 1 }, metric: '1' })
})

it('takes a problem for one of the version that it was reported for, and counts only what a device lacks', async () => {
  const { collector, lobby, digest } = await arrange()
  await report(collector, lobby, { sets: [{ name: 'welcome', digest, number: 1 }] })
  await publish(collector, 'welcome', { a: 'first', b: 'third', c: 'third' })
  const problem = { kind: 'check_failed', message: 'the browser did not start' } as const
  const lobbyNow = async () => (await view(collector)).devices.find(({ id }) => id === 'pi-lobby')
  expect(await lobbyNow()).toMatchObject({ state: 'waiting', number: 1, bytesLeft: 5 })
  await report(collector, lobby, { sets: [{ name: 'welcome', digest, number: 1, problem }] })
  expect(await lobbyNow()).toMatchObject({ state: 'failed', number: 1, problem })
  await publish(collector, 'welcome', { a: 'repaired' })
  expect(await lobbyNow()).toMatchObject({ state: 'waiting', number: 1, bytesLeft: 8, problem: null })
})

it('takes the version in the header of a report for what the device has', async () => {
  const { collector, lobby } = await arrange()
  await collector.sendBatch(lobby, 'node_load1 0.5\n', { 'mimamori-content-version': (await wanted(collector, lobby)).version! })
  expect((await view(collector)).devices).toMatchObject([{ id: 'pi-desk', state: 'waiting' }, { id: 'pi-lobby', state: 'current', number: 1 }])
})

it('says of a device whose agent keeps no content what to run, and takes that back when it does', async () => {
  const { collector, lobby } = await arrange()
  const lobbyNow = async () => (await view(collector)).devices.find(({ id }) => id === 'pi-lobby')
  await collector.sendBatch(lobby, 'node_load1 0.5\n')
  expect(await lobbyNow()).toMatchObject({
    state: 'failed',
    problem: {
      kind: 'not_set_up',
      message: 'This device keeps no content yet. Run this on the server (if it shows the content on its screen, kiosk.yml instead of content.yml): ' +
        'cd /opt/mimamori/server/ansible && ' +
        'sudo -u mimamori ansible-playbook playbooks/content.yml --extra-vars target=pi-lobby'
    }
  })
  await collector.sendBatch(lobby, 'node_load1 0.5\n', { 'mimamori-content-version': 'none', 'mimamori-sequence': '2' })
  expect(await lobbyNow()).toMatchObject({ state: 'waiting', problem: null })
  const { version } = await wanted(collector, lobby)
  await collector.sendBatch(lobby, 'node_load1 0.5\n', { 'mimamori-content-version': version!, 'mimamori-sequence': '3' })
  expect(await lobbyNow()).toMatchObject({ state: 'current' })
  // Its card was replaced.
  await collector.sendBatch(lobby, 'node_load1 0.5\n', { 'mimamori-content-version': 'none', 'mimamori-sequence': '4' })
  expect(await lobbyNow()).toMatchObject({ state: 'waiting', problem: null })
})

it('writes a change of version or problem to the disk, and neither progress nor free space', async () => {
  const { collector, lobby } = await arrange()
  const commits: unknown[] = []
  const { storage } = collector.deps
  const commit = storage.commit.bind(storage)
  storage.commit = (transaction) => {
    commits.push(...transaction.filter(({ name }) => name === 'content.saveReports'))
    return commit(transaction)
  }
  for (const bytesLeft of [11, 8, 4]) {
    await report(collector, lobby, { freeBytes: bytesLeft, sets: [{ name: 'welcome', digest: null, number: null, bytesLeft }] })
  }
  expect(commits).toHaveLength(1)
})

it('keeps what devices have over a restart, and nothing of a device or a set that was removed', async () => {
  const directory = temporaryDirectory()
  const { collector: first, lobby, desk, digest } = await arrange({ directory })
  for (const key of [lobby, desk]) await report(first, key, { freeBytes: 5000, sets: [{ name: 'welcome', digest, number: 1 }] })
  await first.close()

  const second = await collectorInTest({ directory })
  expect((await view(second)).content.counts).toEqual({ current: 2, downloading: 0, waiting: 0, failed: 0 })
  expect(second.deps.contentReports.of('pi-desk')?.freeBytes).toBe(5000)
  expect((await second.asAdmin({ method: 'POST', url: '/api/clients/pi-desk/retire' })).statusCode).toBe(200)
  expect((await view(second)).devices).toMatchObject([{ id: 'pi-lobby' }])
  await second.asAdmin({ method: 'DELETE', url: '/api/content/welcome' })
  const stored = await second.deps.storage.query<{ device_id: string, report: string }>('content.reports', {})
  expect(stored).toEqual([{ device_id: 'pi-lobby', report: '{"freeBytes":5000,"sets":[]}' }])
  expect(second.deps.contentReports.of('pi-desk')).toBeUndefined()
})

it('stores nothing of sets that do not exist, and refuses what is no report', async () => {
  const { collector, lobby } = await arrange()
  expect((await report(collector, lobby, { sets: [{ name: 'other', digest: null, number: null }] })).statusCode).toBe(200)
  expect(collector.deps.contentReports.of('pi-lobby')?.sets.size).toBe(0)
  const tooMany = Array.from({ length: 33 }, (_, i) => ({ name: `set-${i}`, digest: null, number: null }))
  expect((await report(collector, lobby, { sets: tooMany })).json()).toMatchObject({ code: 'VALIDATION_FAILED' })
  expect((await report(collector, 'no-key-of-any-device', { sets: [] })).statusCode).toBe(401)
})
