import { expect, it } from 'vitest'
import type { DeviceSnapshot } from '../../../src/devices/snapshot/device-snapshot.ts'
import type { Device } from '../../../src/devices/registry/device.ts'
import type { Snapshots } from '../../../src/devices/snapshot/snapshots.ts'
import { createFleetFeed } from '../../../src/devices/fleet-status/fleet-feed.ts'
import { createEventStream } from '../../../src/platform/http/event-streams/event-stream.ts'
import type { Reader } from '../../../src/platform/language/reader.ts'
import { clockInTest } from '../../collector-in-test.ts'
import { deviceInTest, snapshotInTest } from '../snapshot-in-test.ts'

/** Of every device; 07:13 in Tokyo. */
const status = { freshness: 'silent', certain: true, reason: { code: 'goodbye_poweroff', atMs: 1_700_000_000_000 } } as const

/** A fleet of which only the registry changes: a device's name is its version, and its site its id. */
const arrange = () => {
  const devices = new Map<string, Device>()
  const put = (id: string, version: number) => { devices.set(id, deviceInTest(id, { site: id, name: `version ${version}` })) }
  put('pi-1', 1)
  put('pi-2', 1)
  const shown: string[] = []
  let diskText: string | null = null
  const problems = { backup: null as string | null, restore: null as string | null }
  const snapshots = {
    * all (): Generator<DeviceSnapshot> {
      for (const device of devices.values()) yield snapshotInTest({ device, status })
    }
  } satisfies Partial<Snapshots> as unknown as Snapshots
  const feed = createFleetFeed({
    snapshots,
    clock: clockInTest(Date.UTC(2026, 10, 25, 3)),
    frame: () => ({
      serverTime: '2026-11-25T03:00:00.000Z',
      clock: { trusted: true, text: null },
      storage: { writable: diskText === null, text: diskText },
      log: { text: null },
      calendar: { text: null }, backup: { text: problems.backup }, restore: { text: problems.restore },
      sites: []
    }),
    timeZoneOf: (site) => {
      shown.push(site)
      return 'Asia/Tokyo'
    }
  })
  return { feed, devices, put, shown, problems, setDiskText: (text: string | null) => { diskText = text } }
}

const whole = '{"whole":true}'
const inEnglish: Reader = { language: 'en', timeZone: undefined }

/** A stream that has received the whole fleet. */
const listen = (feed: ReturnType<typeof createFleetFeed>, reader: Reader = inEnglish) => {
  const stream = createEventStream()
  const read = () => String((stream.body.read() as Buffer | null) ?? '')
  feed.add(stream, reader)
  feed.sendWhole(stream, whole)
  expect(read()).toBe(`event: fleet\ndata: ${whole}\n\n`)
  return { stream, read }
}

it('sends a stream what has changed, all changes of a tick in one event', async () => {
  const { feed, devices, put } = arrange()
  const { read } = listen(feed)
  put('pi-1', 2)
  put('pi-2', 2)
  devices.delete('pi-2')
  put('pi-3', 1)
  await feed.tick()
  const [event, data] = read().trim().split('\n')
  expect(event).toBe('event: change')
  expect(JSON.parse(data!.slice(6))).toMatchObject({
    clients: [{ clientId: 'pi-1', name: 'version 2' }, { clientId: 'pi-3' }],
    removed: ['pi-2']
  })
  feed.close()
})

it('reports a disk that can no longer be written, and its recovery, though no device changes', async () => {
  const { feed, setDiskText } = arrange()
  const { read } = listen(feed)
  for (const text of ['The disk is full.', null]) {
    setDiskText(text)
    await feed.tick()
    expect(JSON.parse(read().trim().split('\n')[1]!.slice(6))).toMatchObject({ storage: { writable: text === null, text }, clients: [] })
  }
  feed.close()
})

it.each(['backup', 'restore'] as const)('reports a change of what it says about %s, though no device changes', async (about) => {
  const { feed, problems } = arrange()
  const { read } = listen(feed)
  problems[about] = 'Connect the disk.'
  await feed.tick()
  expect(JSON.parse(read().trim().split('\n')[1]!.slice(6))).toMatchObject({ [about]: { text: 'Connect the disk.' }, clients: [] })
  feed.close()
})

it('holds the changes of a stream until it has received the whole fleet, and sends them after it in their order', async () => {
  const { feed, put } = arrange()
  const stream = createEventStream()
  feed.add(stream, inEnglish)
  put('pi-1', 2)
  await feed.tick()
  put('pi-1', 3)
  await feed.tick()
  expect(stream.body.read()).toBeNull()
  feed.sendWhole(stream, whole)
  put('pi-1', 4)
  await feed.tick()
  const sent = String(stream.body.read()).trim().split('\n\n').map((event) => event.split('\n'))
  expect(sent.map(([event]) => event)).toStrictEqual(['event: fleet', 'event: change', 'event: change', 'event: change'])
  expect(sent.slice(1).map(([, data]) => (JSON.parse(data!.slice(6)) as { clients: unknown[] }).clients)).toMatchObject(
    [2, 3, 4].map((version) => [{ clientId: 'pi-1', name: `version ${version}` }]))
  feed.close()
})

it('holds nothing back from the streams that have received the whole fleet before', async () => {
  const { feed, put } = arrange()
  const { read } = listen(feed)
  feed.add(createEventStream(), inEnglish)
  put('pi-1', 2)
  await feed.tick()
  expect(read()).toContain('"name":"version 2"')
  feed.close()
})

it('says nothing while nothing changes, but for a beat every fifteen ticks', async () => {
  const { feed } = arrange()
  const { read } = listen(feed)
  for (let tick = 0; tick < 14; tick += 1) await feed.tick()
  expect(read()).toBe('')
  await feed.tick()
  expect(read()).toBe(': beat\n\n')
  feed.close()
})

it('sends each stream times in the time zone of its reader', async () => {
  const { feed, put } = arrange()
  const streams = [
    listen(feed, { ...inEnglish, timeZone: 'Asia/Tokyo' }),
    listen(feed, { ...inEnglish, timeZone: 'Asia/Taipei' }),
    listen(feed)
  ]
  put('pi-1', 2)
  await feed.tick()
  expect(streams.map(({ read }) => /Switched off at [^.]*/.exec(read())?.[0])).toEqual([
    'Switched off at 07:13',
    'Switched off at 06:13',
    'Switched off at 07:13 GMT+9'
  ])
  feed.close()
})

it('lets go of streams that were closed, and closes the others when it ends', async () => {
  const { feed } = arrange()
  const [gone, stays] = [listen(feed), listen(feed)]
  gone.stream.close()
  await feed.tick()
  expect(feed.streams).toBe(1)
  feed.close()
  expect(stays.stream.closed).toBe(true)
})
