import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import type { ContentSetView } from '@mimamori/contract'
import { toVersion } from '../../src/content/contents.ts'
import { removableVersions } from '../../src/content/version-bounds.ts'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { assign, hashOf, manifestOf, publish, upload, wanted } from './content-in-test.ts'

/** A version of one file, of a megabyte if nothing else is said. */
const version = (number: number, publishedMs: number, sha256 = `${number}-${publishedMs}`, size = 1_000_000) =>
  toVersion({ number, publishedMs, publisher: 'sato', files: [{ path: 'a', size, sha256 }] })
const set = (name: string, versions: ReturnType<typeof version>[], current = versions[0]!) => ({ name, current, versions })

it.each([
  ['nothing while all fit', [set('a', [version(2, 2), version(1, 1)])], 2_000_000, [['a', []]]],
  ['the oldest of all sets', [set('a', [version(2, 9), version(1, 5)]), set('b', [version(2, 8), version(1, 4)])], 3_000_000, [['b', [1]]]],
  ['never a current one', [set('a', [version(2, 2), version(1, 1)], version(1, 1))], 1_000_000, [['a', [2]]]],
  ['nothing for files that versions share', [set('a', [version(2, 2, 'same'), version(1, 1, 'same')])], 1_000_000, [['a', []]]]
])('removes %s', (_, sets, maxBytes, expected) => {
  const distinct = sets.map((each) => ({ ...each, current: each.versions.find(({ number }) => number === each.current.number)! }))
  const removed = removableVersions(distinct, maxBytes)
  expect([...removed]).toEqual(expected.filter(([, numbers]) => numbers!.length > 0))
})

it('finds no way if the current versions alone are too large', () => {
  expect(() => removableVersions([set('a', [version(1, 1)])], 999_999)).toThrow(/^the current versions of all sets would have 1\.0 MB together/)
})

const numbers = async ({ asAdmin }: CollectorInTest, name: string) =>
  (await asAdmin({ url: `/api/content/${name}` })).json<{ content: ContentSetView }>().content.versions.map(({ number }) => number)

it('removes old versions of every set to make space, and refuses what no device could get', async () => {
  const collector = await collectorInTest({ env: { MIMAMORI_CONTENT_MAX_BYTES: '1048576' } })
  const key = await collector.enroll({ id: 'pi-lobby' })
  const large = (letter: string): string => letter.repeat(400_000)
  await publish(collector, 'one', { a: large('a') })
  await assign(collector, 'one', { all: true })
  await publish(collector, 'one', { a: large('b') })
  await publish(collector, 'two', { a: large('c') })
  expect([await numbers(collector, 'one'), await numbers(collector, 'two')]).toEqual([[2], [1]])
  const before = await wanted(collector, key)
  const beyond = { a: large('d'), b: large('e') }
  const preview = await collector.asAdmin({
    method: 'POST', url: '/api/content/three/preview', headers: { 'accept-language': 'ja' }, body: { files: manifestOf(beyond) }
  })
  expect(preview.json()).toMatchObject({ bounds: [expect.stringMatching(/合計 \d\.\d MB になり、サーバーの上限 1\.0 MB（MIMAMORI_CONTENT_MAX_BYTES）を超えます。/) as string] })
  const refused = await publish(collector, 'three', beyond)
  expect(refused.json()).toMatchObject({
    code: 'CONTENT_FULL', message: expect.stringMatching(/would have \d\.\d MB together, and the server keeps 1\.0 MB .*; publish fewer or smaller files/) as string
  })
  expect(await wanted(collector, key)).toEqual(before)
  expect((await collector.asAdmin({ url: '/api/content' })).json<{ content: ContentSetView[] }>().content.map(({ name }) => name)).toEqual(['one', 'two'])
})

it.each([
  ['files', 20_001, 1, 'a set can have 20000 files, and these are 20001; split them into several sets', '20000 ファイルまでです（現在：20001）。複数のコンテンツに分けてください'],
  ['bytes', 2, 40e9, 'a set can have 68.7 GB, and these files have 80.0 GB; make them smaller, or split them into several sets', '合計 68.7 GB までです（現在：80.0 GB）。']
])('refuses more %s than a version can have, before an upload and without any, in the language of the client', async (_, count, size, en, ja) => {
  const collector = await collectorInTest()
  const files = Array.from({ length: count }, (_, place) => ({ path: `${place}`, size, sha256: hashOf(`${place}`) }))
  const ask = (url: string, body: object, language = 'en') =>
    collector.asAdmin({ method: 'POST', url, headers: { 'accept-language': language }, body })
  const keys = files.map(({ sha256 }) => ({ sha256, size }))
  for (const [url, body] of [['/api/content/many/versions', { files }], ['/api/content-files/missing', { files: keys }]] as const) {
    const refused = await ask(url, body)
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { code: 'CONTENT_REFUSED', message: en }])
    expect((await ask(url, body, 'ja')).json()).toMatchObject({ message: expect.stringContaining(ja) as string })
  }
  const preview = async (language: string) => {
    const { bounds, message } = (await ask('/api/content/many/preview', { files }, language)).json<{ bounds?: string[], message?: string }>()
    return bounds ?? [message]
  }
  expect([await preview('en'), await preview('ja')]).toEqual([[en], [expect.stringContaining(ja)]])
})

it('gives no number twice: not after its version made space, its set was removed, or a restart', async () => {
  const directory = temporaryDirectory()
  const env = { MIMAMORI_CONTENT_MAX_BYTES: '1048576' }
  const collector = await collectorInTest({ directory, env })
  const large = (letter: string): string => letter.repeat(400_000)
  await publish(collector, 'one', { a: large('a') })
  await publish(collector, 'one', { a: large('b') })
  await collector.asAdmin({ method: 'PUT', url: '/api/content/one/current', body: { number: 1 } })
  await publish(collector, 'two', { a: large('c') })
  expect(await numbers(collector, 'one')).toEqual([1])
  await publish(collector, 'one', { a: 'd' })
  expect(await numbers(collector, 'one')).toEqual([3, 1])
  await collector.asAdmin({ method: 'DELETE', url: '/api/content/one' })
  await collector.close()
  const restarted = await collectorInTest({ directory, env })
  await publish(restarted, 'one', { a: 'e' })
  expect(await numbers(restarted, 'one')).toEqual([4])
})

it('keeps an old file that a version names while garbage is collected, and what a device reads of one that goes', async () => {
  const collector = await collectorInTest()
  const { contents, contentFiles } = collector.deps
  const key = await collector.enroll({ id: 'pi-lobby' })
  for (const content of ['old', 'never named']) await upload(collector, content)
  await publish(collector, 'one', { a: 'first' })
  await assign(collector, 'one', { all: true })
  const reading = (await contentFiles.open(hashOf('never named')))!
  const publishing = publish(collector, 'one', { a: 'old' })
  const collecting = contentFiles.collectGarbage((sha256) => contents.isNamed(sha256), Infinity)
  const [published] = await Promise.all([publishing, collecting])
  expect(await contentFiles.open(hashOf('never named'))).toBeUndefined()
  expect(await text(reading.handle.createReadStream())).toBe('never named')
  // The collection came first or the publication: what is published is there.
  if (published.statusCode !== 200) expect((await publish(collector, 'one', { a: 'old' })).statusCode).toBe(200)
  const download = await collector.app.inject({ url: `/api/clients/content/files/${hashOf('old')}`, headers: { 'x-client-key': key } })
  expect(download.body).toBe('old')
})
