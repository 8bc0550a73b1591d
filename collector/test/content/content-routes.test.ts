import { statfsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { auditEntry, oneContent, type ContentSetView } from '@mimamori/contract'
import { createWantedContent } from '../../src/content/wanted-content.ts'
import type { ContentSet } from '../../src/content/contents.ts'
import type { Device } from '../../src/devices/registry/device.ts'
import { collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { assign, hashOf, manifestOf, publish, upload, wanted } from './content-in-test.ts'

it('gives a device the files of the sets that it is in, and no other device', async () => {
  const collector = await collectorInTest()
  const [lobby, desk] = [await collector.enroll({ id: 'pi-lobby', role: 'signage' }), await collector.enroll({ id: 'pi-desk' })]
  expect((await publish(collector, 'welcome', { 'index.html': '<h1>hello</h1>', '写真/一.jpg': 'jpg' })).statusCode).toBe(200)
  expect(await wanted(collector, lobby)).toEqual({ version: null, sets: [] })

  const { content } = (await assign(collector, 'welcome', { roles: ['signage'] })).json<{ content: ContentSetView }>()
  expect(content).toMatchObject({ name: 'welcome', current: 1, counts: { waiting: 1 }, versions: [{ number: 1, fileCount: 2, bytes: 17 }] })
  const { version, sets } = await wanted(collector, lobby)
  expect(version).toMatch(/^[0-9a-f]{16}$/)
  expect(sets).toMatchObject([{ name: 'welcome', files: [{ path: 'index.html', size: 14 }, { path: '写真/一.jpg', size: 3 }] }])

  const file = { url: `/api/clients/content/files/${hashOf('<h1>hello</h1>')}` }
  const download = await collector.app.inject({ ...file, headers: { 'x-client-key': lobby } })
  expect(download).toMatchObject({ statusCode: 200, body: '<h1>hello</h1>' })
  expect(download.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-length': '14' })
  const rest = await collector.app.inject({ ...file, headers: { 'x-client-key': lobby, range: 'bytes=4-' } })
  expect(rest).toMatchObject({ statusCode: 206, body: 'hello</h1>' })
  expect(rest.headers['content-range']).toBe('bytes 4-13/14')

  expect(await wanted(collector, desk)).toEqual({ version: null, sets: [] })
  expect((await collector.app.inject({ ...file, headers: { 'x-client-key': desk } })).json()).toMatchObject({ code: 'CONTENT_NOT_FOUND' })
})

it('tells a device in the answer to its report which version it should have, and nothing if no set is for it', async () => {
  const collector = await collectorInTest()
  const key = await collector.enroll({ id: 'pi-lobby', site: 'north' })
  const report = async (sequence: number): Promise<unknown> => (await collector.app.inject({
    method: 'POST',
    url: '/api/clients/batch',
    headers: {
      'x-client-key': key, 'content-type': 'text/plain; version=0.0.4', 'mimamori-kind': 'report', 'mimamori-sequence': `${sequence}`,
      'mimamori-stream': '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21', 'mimamori-boot': 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44',
      'mimamori-attempt-boot': 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44', 'mimamori-attempt-monotonic-ms': '91000',
      'mimamori-attempt-wall-ms': '1795608000000', 'mimamori-clock-synchronised': '1'
    },
    body: 'node_load1 0.5\n'
  })).json()
  expect(await report(1)).not.toHaveProperty('contentVersion')
  await publish(collector, 'welcome', { a: 'one' })
  await assign(collector, 'welcome', { sites: ['north'] })
  expect(await report(2)).toMatchObject({ contentVersion: (await wanted(collector, key)).version, contentSpreadMs: 1 })
  await collector.asAdmin({ method: 'PATCH', url: '/api/clients/pi-lobby', body: { site: 'south' } })
  expect(await report(3)).not.toHaveProperty('contentVersion')
})

it('lets a few devices, or those of a small change, begin at once, and spreads more', () => {
  const device = (id: string) => ({ id, site: '', role: '', labels: {} }) as unknown as Device
  const film = { path: 'a', sha256: 'film', size: 0 }
  const old = { number: 1, hashes: new Set([film.sha256]) }
  const spreadMs = (devices: number, megabytes: number, reported: number | null = null) => createWantedContent({
    contents: {
      get: () => ({ versions: [old] }) as unknown as ContentSet,
      wantedBy: () => ({
        version: '9f2c',
        sets: [{ name: 'a', number: 1, digest: '', hashes: new Set(), rendered: new Map(), files: [{ ...film, size: (megabytes - 5) * 1e6 }, { path: 'b', sha256: '', size: 5e6 }] }],
        refused: [],
        openingHours: undefined
      })
    },
    contentReports: { of: () => ({ sets: new Map([['a', { digest: null, number: reported, sinceMs: 0 }]]) }) },
    registry: { all: () => Array.from({ length: devices }, (_, i) => device(`pi-${i}`)) }
  })(device('pi-0')).contentSpreadMs
  expect([spreadMs(1, 5), spreadMs(10, 48), spreadMs(300, 500)]).toEqual([100, 9600, 3_000_000])
  expect([spreadMs(300, 500, 1), spreadMs(300, 500, 7)]).toEqual([30_000, 3_000_000])
})

it('makes a version of what each of three administrators publishes in one moment, each whole', async () => {
  const collector = await collectorInTest()
  const published = await Promise.all(['one', 'two', 'three'].map(async (text) => publish(collector, 'welcome', { a: text, b: `${text} too` })))
  expect(published.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  const { content } = oneContent.parse((await collector.asAdmin({ url: '/api/content/welcome' })).json())
  expect([content.current, content.versions.map(({ number }) => number)]).toEqual([3, [3, 2, 1]])
  const paths = await Promise.all([1, 2, 3].map(async (number) =>
    (await collector.asAdmin({ url: `/api/content/welcome/versions/${number}` })).json<{ files: readonly { sha256: string }[] }>().files))
  for (const text of ['one', 'two', 'three']) {
    expect(paths.map((files) => files.map(({ sha256 }) => sha256))).toContainEqual([hashOf(text), hashOf(`${text} too`)])
  }
})

it('changes the wanted version with the files alone, and goes back to it with them', async () => {
  const collector = await collectorInTest()
  const key = await collector.enroll({ id: 'pi-lobby', labels: { floor: '2' } })
  await publish(collector, 'welcome', { a: 'one' })
  await assign(collector, 'welcome', { labels: ['floor=2'] })
  const { version: first } = await wanted(collector, key)
  expect((await publish(collector, 'welcome', { a: 'one' })).json()).toMatchObject({ content: { current: 1 } })
  await publish(collector, 'welcome', { a: 'two' })
  expect((await wanted(collector, key)).version).not.toBe(first)
  const back = await collector.asAdmin({ method: 'PUT', url: '/api/content/welcome/current', body: { number: 1 } })
  expect(back.json()).toMatchObject({ content: { current: 1, versions: [{ number: 2 }, { number: 1 }] } })
  expect((await wanted(collector, key)).version).toBe(first)
  expect((await collector.asAdmin({ method: 'PUT', url: '/api/content/welcome/current', body: { number: 7 } })).json())
    .toMatchObject({ code: 'CONTENT_NOT_FOUND', message: 'expected one of the stored versions of welcome, 2, 1; got 7' })
})

it('publishes for other devices in one step, so that none gets a version that is not for it', async () => {
  const collector = await collectorInTest()
  const [lobby, desk] = [await collector.enroll({ id: 'pi-lobby', role: 'signage' }), await collector.enroll({ id: 'pi-desk' })]
  await publish(collector, 'welcome', { a: 'one' })
  await assign(collector, 'welcome', { devices: ['pi-desk'] })
  await upload(collector, 'two')
  const body = { files: manifestOf({ a: 'two' }), targets: { roles: ['signage'] } }
  const { content } = (await collector.asAdmin({ method: 'POST', url: '/api/content/welcome/versions', body })).json<{ content: ContentSetView }>()
  expect(content).toMatchObject({ current: 2, targets: { roles: ['signage'] } })
  expect((await wanted(collector, lobby)).sets).toMatchObject([{ number: 2 }])
  expect((await wanted(collector, desk)).sets).toEqual([])
})

it('publishes nothing before all files are there, and says which and from which byte', async () => {
  const collector = await collectorInTest()
  const files = { 'a.txt': 'first', 'b.txt': 'second' }
  await upload(collector, 'first')
  await upload(collector, 'second', 0, 3)
  const asked = manifestOf(files).map(({ size, sha256 }) => ({ size, sha256 }))
  const missing = await collector.asAdmin({ method: 'POST', url: '/api/content-files/missing', body: { files: asked } })
  expect(missing.json()).toMatchObject({ missing: [{ sha256: hashOf('second'), size: 6, storedBytes: 3 }] })
  const { bavail, bsize } = statfsSync(collector.config.dataDir)
  const { freeBytes } = missing.json<{ readonly freeBytes: number }>()
  expect(freeBytes).toBeGreaterThan(0)
  expect(freeBytes).toBeLessThan(bavail * bsize)
  const early = await collector.asAdmin({ method: 'POST', url: '/api/content/welcome/versions', body: { files: manifestOf(files) } })
  expect(early.json()).toMatchObject({ code: 'CONTENT_FILES_MISSING', message: 'upload b.txt first, then publish again' })
  expect((await collector.asAdmin({ url: '/api/content' })).json()).toMatchObject({ content: [] })
  expect((await upload(collector, 'second', 3)).json()).toMatchObject({ storedBytes: 6 })
  expect((await publish(collector, 'welcome', files)).statusCode).toBe(200)
})

it('keeps sets, versions and files over a restart, and records who did what', async () => {
  const directory = temporaryDirectory()
  const first = await collectorInTest({ directory })
  await publish(first, 'welcome', { a: 'one' })
  await publish(first, 'welcome', { a: 'two', b: 'three' })
  await assign(first, 'welcome', { all: true })
  await first.close()
  const second = await collectorInTest({ directory })
  const key = await second.enroll({ id: 'pi-lobby' })
  expect(await wanted(second, key)).toMatchObject({ sets: [{ name: 'welcome', files: [{ path: 'a' }, { path: 'b' }] }] })
  const { entries } = (await second.asAdmin({ url: '/api/audit' })).json<{ entries: unknown[] }>()
  expect(entries.map((entry) => auditEntry.parse(entry)).filter(({ subject }) => subject.type === 'content')).toMatchObject([
    { action: 'assignContent', changes: [{ field: 'all', before: null, after: true }] },
    { action: 'publishContent', changes: [{ field: 'version', before: 1, after: 2 }] },
    { action: 'publishContent', subject: { name: 'welcome' }, changes: [{ field: 'version', before: null, after: 1 }] }
  ])
})

it('records nothing if the same files or the same targets are given again', async () => {
  const collector = await collectorInTest()
  const again = async () => {
    await publish(collector, 'welcome', { a: 'one' })
    await assign(collector, 'welcome', { all: true })
    const body = { files: manifestOf({ a: 'one' }), targets: { all: true } }
    await collector.asAdmin({ method: 'POST', url: '/api/content/welcome/versions', body })
    const { entries } = (await collector.asAdmin({ url: '/api/audit' })).json<{ entries: unknown[] }>()
    return entries.map((entry) => auditEntry.parse(entry)).filter(({ subject }) => subject.type === 'content').map(({ action }) => action)
  }
  expect(await again()).toEqual(['assignContent', 'publishContent'])
  expect(await again()).toEqual(['assignContent', 'publishContent'])
})

it('stores ten versions besides the current one', async () => {
  const collector = await collectorInTest()
  for (let number = 1; number <= 13; number++) await publish(collector, 'welcome', { a: `version ${number}` })
  const { content } = (await collector.asAdmin({ url: '/api/content/welcome' })).json<{ content: ContentSetView }>()
  expect(content.versions.map(({ number }) => number)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
})

it('removes a set for good', async () => {
  const collector = await collectorInTest()
  const key = await collector.enroll({ id: 'pi-lobby' })
  await publish(collector, 'welcome', { a: 'one' })
  await assign(collector, 'welcome', { all: true })
  expect((await collector.asAdmin({ method: 'DELETE', url: '/api/content/welcome' })).statusCode).toBe(200)
  expect(await wanted(collector, key)).toEqual({ version: null, sets: [] })
  expect((await collector.asAdmin({ url: '/api/content/welcome' })).json()).toMatchObject({ code: 'CONTENT_NOT_FOUND' })
})
