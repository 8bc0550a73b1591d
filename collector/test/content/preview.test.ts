import { expect, it } from 'vitest'
import { contentPreview } from '@mimamori/contract'
import { collectorInTest } from '../collector-in-test.ts'
import { previewContent } from '../../src/content/preview.ts'
import type { Device } from '../../src/devices/registry/device.ts'
import { assign, hashOf, manifestOf, publish, wanted } from './content-in-test.ts'

it('says before a change of targets which devices lose the set, and which targets name no device', async () => {
  const collector = await collectorInTest()
  await collector.enroll({ id: 'north-1', site: 'north' })
  await collector.enroll({ id: 'south-1', site: 'south', labels: { floor: '2' } })
  await publish(collector, 'lobby', { a: 'one' })
  await assign(collector, 'lobby', { sites: ['north', 'south'] })
  const preview = async (body: object) =>
    contentPreview.parse((await collector.asAdmin({ method: 'POST', url: '/api/content/lobby/preview', body })).json())

  expect(await preview({})).toMatchObject({ noLongerFor: [], unmatched: {} })
  expect(await preview({ targets: { devices: ['north-1', 'nosuch'], sites: ['nroth'], roles: ['kiosk'], labels: ['floor=2', 'floor=3'] } }))
    .toMatchObject({ noLongerFor: [], unmatched: { devices: ['nosuch'], sites: ['nroth'], roles: ['kiosk'], labels: ['floor=3'] } })
  expect(await preview({ targets: { devices: ['north-1'] } }))
    .toMatchObject({ devices: [{ id: 'north-1' }], noLongerFor: ['south-1'], unmatched: {} })
  expect(await preview({ targets: {} })).toMatchObject({ devices: [], noLongerFor: ['north-1', 'south-1'] })
})

it('counts what a device would delete for the download as space that it has', async () => {
  const collector = await collectorInTest()
  const key = await collector.enroll({ id: 'pi-lobby' })
  await publish(collector, 'lobby', { a: 'one' })
  await assign(collector, 'lobby', { all: true })
  const digest = (await wanted(collector, key)).sets[0]!.digest
  const deviceOf = async (name: string, space: object, spaceOfSet: object) => {
    const answer = await collector.app.inject({
      method: 'POST', url: '/api/clients/content', headers: { 'x-client-key': key },
      body: { ...space, sets: [{ name: 'lobby', digest, number: 1, ...spaceOfSet }] }
    })
    expect(answer.statusCode).toBe(200)
    const body = { files: manifestOf({ b: 'x'.repeat(100) }), targets: { all: true } }
    const preview = await collector.asAdmin({ method: 'POST', url: `/api/content/${name}/preview`, body })
    return contentPreview.parse(preview.json()).devices[0]
  }
  const pi = { id: 'pi-lobby', name: null, site: '', problems: [] }
  expect(await deviceOf('lobby', { freeBytes: 50, reclaimableBytes: 30 }, { reclaimableBytes: 20 }))
    .toEqual({ ...pi, downloadBytes: 100, availableBytes: 100 })
  expect(await deviceOf('other', { freeBytes: 50, reclaimableBytes: 30 }, { reclaimableBytes: 20 }))
    .toEqual({ ...pi, downloadBytes: 100, availableBytes: 80, lackingBytes: 20 })
  expect(await deviceOf('lobby', { freeBytes: 99 }, {})).toEqual({ ...pi, downloadBytes: 100, availableBytes: 99, lackingBytes: 1 })
  // Others have taken of the space that content leaves free.
  expect(await deviceOf('lobby', { freeBytes: -50 }, {})).toEqual({ ...pi, downloadBytes: 100, availableBytes: 0, lackingBytes: 150 })
})

it('refuses to assign a set to a device that does not exist, and goes on with one that was removed', async () => {
  const collector = await collectorInTest()
  for (const id of ['pi-lobby', 'pi-desk']) await collector.enroll({ id })
  await publish(collector, 'welcome', { page: 'one' })
  const refused = await assign(collector, 'welcome', { devices: ['pi-lobby', 'pi-loby'] })
  expect([refused.statusCode, refused.json()]).toMatchObject([404, {
    code: 'CLIENT_DEVICE_NOT_FOUND', message: 'no device in use has the ID pi-loby; GET /api/clients lists them'
  }])
  await assign(collector, 'welcome', { devices: ['pi-lobby', 'pi-desk'] })
  await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-desk/retire', body: {} })
  expect((await assign(collector, 'welcome', { devices: ['pi-desk'] })).statusCode).toBe(200)
})

it('lets other work in while it fills in templates for many devices', async () => {
  const text = Buffer.from(`{"text": "${'x'.repeat(60_000)}", "id": "{{ device }}"}`)
  const file = { path: 'settings.json.template', size: text.length, sha256: hashOf(text.toString()) }
  const devices = Array.from({ length: 1000 }, (_, number) => ({ id: `pi-${number}`, site: '', role: '', labels: {}, state: 'active' }))
  let turns = 0
  let isOver = false
  const count = (): void => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  const preview = await previewContent({
    contents: { all: () => [], exceededBound: () => Promise.resolve(undefined) },
    contentFiles: { read: () => Promise.resolve(text) }, contentReports: { of: () => undefined }, language: 'en',
    registry: { all: () => devices as unknown as readonly Device[] }
  }, 'app', { files: [file], targets: { all: true } })
  isOver = true
  expect([preview.devices.length, preview.problems]).toEqual([1000, []])
  expect(turns).toBeGreaterThan(5)
})
