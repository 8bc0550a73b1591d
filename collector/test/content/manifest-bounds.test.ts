import { expect, it } from 'vitest'
import { contentOfDevice, type ContentPreview } from '@mimamori/contract'
import { collectorInTest } from '../collector-in-test.ts'
import { toVersion, type ContentDevice } from '../../src/content/contents.ts'
import { readableSets, requireReadable } from '../../src/content/manifest-bounds.ts'
import { assign, hashOf, publish, wanted } from './content-in-test.ts'

const device = (id: string): ContentDevice => ({ id, site: '', role: '', labels: {} })
const setOf = (name: string, fileCount: number, ...devices: readonly string[]) => ({
  name,
  targets: { devices: [...devices] },
  current: toVersion({
    number: 1, publishedMs: 0, publisher: '',
    files: Array.from({ length: fileCount }, (_, place) => ({ path: `slides/${place}.jpg`, size: 1, sha256: hashOf(`${place}`) }))
  })
})

it('refuses sets whose files together a device could not list, and names it', () => {
  const large = ['a', 'b', 'c'].map((name) => setOf(name, 20_000, 'pi-1', 'pi-2'))
  const devices = ['pi-0', 'pi-1', 'pi-2'].map(device)
  expect(() => { requireReadable(large[0]!, large.slice(0, 2), devices) }).not.toThrow()
  const fourth = setOf('d', 20_000, 'pi-1')
  expect(() => { requireReadable(fourth, large, devices) }).toThrow(
    /^the list of the 80000 files of pi-1 would have \d+ bytes, and a device can read 8388608; publish fewer files, or assign some of its sets/
  )
  expect(() => { requireReadable({ ...fourth, targets: { devices: ['pi-0'] } }, large, devices) }).not.toThrow()
  expect(() => { requireReadable(setOf('a', 1, 'pi-1'), large, devices) }).not.toThrow()
})

it('refuses a 33rd set of a device, and leaves it what it has', async () => {
  const collector = await collectorInTest()
  const key = await collector.enroll({ id: 'pi-1' })
  for (let number = 1; number <= 33; number++) await publish(collector, `set-${number}`, { a: 'one' })
  for (let number = 1; number <= 32; number++) {
    expect((await assign(collector, `set-${number}`, { devices: ['pi-1'] })).statusCode).toBe(200)
  }
  const preview = async (body: object, language = 'en') => (await collector.asAdmin({
    method: 'POST', url: '/api/content/set-33/preview', headers: { 'accept-language': language }, body
  })).json<ContentPreview>()
  const bound = 'pi-1 would have 33 sets, and a device can have 32; assign some of them to other devices'
  expect(await preview({ targets: { all: true } }))
    .toMatchObject({ devices: [{ id: 'pi-1', problems: ['the device would have 33 sets, and can have 32'] }], bounds: [bound] })
  expect((await preview({ targets: { all: true } }, 'ja')).bounds)
    .toEqual(['pi-1 のコンテンツが 33 件になり、1 台の上限（32 件）を超えます。一部をほかの端末に割り当ててください'])
  expect((await preview({})).bounds).toEqual([])
  const refused = await assign(collector, 'set-33', { all: true })
  expect([refused.statusCode, refused.json()]).toMatchObject([422, {
    code: 'CONTENT_REFUSED', message: bound
  }])
  expect((await wanted(collector, key)).sets).toHaveLength(32)
})

it('is no reason to refuse a change if a device had too much before', () => {
  const large = ['a', 'b', 'c', 'd'].map((name) => setOf(name, 20_000, 'pi-1'))
  expect(() => { requireReadable({ ...large[0]!, targets: { devices: ['pi-1', 'pi-2'] } }, large, ['pi-1', 'pi-2'].map(device)) }).not.toThrow()
})

it('gives a device that was moved the sets that it can read the list of, and says why not the others', async () => {
  const collector = await collectorInTest()
  const key = await collector.enroll({ id: 'pi-1', site: 'north' })
  for (let number = 10; number <= 42; number++) await publish(collector, `set-${number}`, { a: 'one' })
  for (let number = 10; number <= 42; number++) await assign(collector, `set-${number}`, { sites: [number < 26 ? 'north' : 'south'], labels: ['both=1'] })
  const content = async () =>
    contentOfDevice.parse((await collector.asAdmin({ url: '/api/clients/pi-1/content' })).json()).content.filter(({ state }) => state === 'failed')
  const change = (body: object) => collector.asAdmin({ method: 'PATCH', url: '/api/clients/pi-1', body })
  expect(await content()).toEqual([])
  await change({ labels: { both: '1' } })
  expect((await wanted(collector, key)).sets.map(({ name }) => name)).toEqual(Array.from({ length: 32 }, (_, place) => `set-${place + 10}`))
  // Its agent keeps what it has of this one.
  const manifest = await collector.app.inject({ url: '/api/clients/content', headers: { 'x-client-key': key } })
  expect(manifest.json()).toMatchObject({ refused: ['set-42'] })
  const problem = { kind: 'too_much', message: 'the device would have 33 sets, and can have 32' }
  expect(await content()).toMatchObject([{ name: 'set-42', current: 1, number: null, problem }])
  expect((await publish(collector, 'set-10', { a: 'two' })).statusCode).toBe(200)
  await change({ labels: {} })
  expect(await content()).toEqual([])
})

it('leaves out of the list of a device what would make it too long', () => {
  const wantedSet = (name: string, fileCount: number) => ({ name, ...setOf(name, fileCount).current, rendered: new Map() })
  const { readable, beyond } = readableSets([wantedSet('a', 20_000), wantedSet('b', 20_000), wantedSet('c', 20_000), wantedSet('d', 20_000), wantedSet('e', 1)])
  expect(readable.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'e'])
  expect(beyond).toEqual([{
    name: 'd',
    message: {
      en: expect.stringMatching(/^the list of its files would have \d+ bytes, and it can read 8388608$/) as string,
      ja: expect.stringContaining('8388608 バイトを超えています') as string
    }
  }])
})
