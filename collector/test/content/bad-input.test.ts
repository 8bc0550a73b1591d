import { connect, type AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { beforeEach, expect, it } from 'vitest'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { until } from '../until.ts'
import { assign, hashOf, manifestOf, publish, upload, wanted } from './content-in-test.ts'

let collector: CollectorInTest
let key: string

/** A collector whose only device has the set `welcome`. */
const arrange = async (env: Readonly<Record<string, string>> = {}): Promise<void> => {
  collector = await collectorInTest({ env })
  key = await collector.enroll({ id: 'pi-lobby' })
  await publish(collector, 'welcome', { a: 'one' })
  await assign(collector, 'welcome', { all: true })
}
const published = async () => ({
  sets: (await collector.asAdmin({ url: '/api/content' })).json<{ content: object }>().content, device: await wanted(collector, key)
})

const send = (name: string, files: readonly object[]) =>
  collector.asAdmin({ method: 'POST', url: `/api/content/${name}/versions`, body: { files } })

/** An upload whose client sends its first byte, and the rest when the test says so. */
const slowUpload = (content: string, authorization?: string) => {
  const body = new PassThrough()
  body.write(content.slice(0, 1))
  const answer = collector.asAdmin({
    method: 'PATCH',
    url: `/api/content-files/${hashOf(content)}`,
    headers: {
      'content-type': 'application/partial-upload', 'upload-offset': '0', 'upload-length': `${content.length}`,
      ...authorization !== undefined && { authorization }
    },
    payload: body
  })
  return { answer, finish: () => { body.end(content.slice(1)) } }
}
const createToken = async (role: string): Promise<string> =>
  `Bearer ${(await collector.asAdmin({ method: 'POST', url: '/api/tokens', body: { name: `${role}-2`, role } })).json<{ token: string }>().token}`

beforeEach(() => arrange())

it.each([
  ['a path that leads out', ['../a'], 'expected a path without “..”'],
  ['an absolute path', ['/etc/passwd'], 'expected names between single /, not an absolute path'],
  ['a control character', ['a\u0007'], 'expected no control characters'],
  ['twins but for case', ['Index.html', 'index.html'], 'expected names that differ in more than case, got Index.html as well'],
  ['a name that FAT cannot store', ['a?b'], 'expected no “?”, which a FAT card cannot store'],
  ['a name that Windows keeps', ['aux.txt'], 'expected another name than aux.txt, which Windows keeps for a device']
])('refuses %s, and touches nothing that is published', async (_, paths, message) => {
  const before = await published()
  for (const name of ['welcome', 'other']) {
    const refused = await send(name, paths.map((path) => ({ ...manifestOf({ a: 'one' })[0], path })))
    expect(refused.statusCode).toBe(400)
    expect(refused.json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: `/files/${paths.length - 1}/path`, message }] })
  }
  expect(await published()).toEqual(before)
})

it.each([
  ['the size of a file', { size: 4 }],
  ['the hash of a file', { sha256: hashOf('never uploaded') }]
])('refuses a manifest that lies about %s', async (_, lie) => {
  const before = await published()
  const refused = await send('welcome', [{ ...manifestOf({ b: 'one' })[0], ...lie }])
  expect(refused.json()).toMatchObject({ code: 'CONTENT_FILES_MISSING', message: 'upload b first, then publish again' })
  expect(await published()).toEqual(before)
})

it('stores nothing of a file that changed while it was uploaded', async () => {
  const [file] = manifestOf({ b: 'before' })
  const headers = { 'content-type': 'application/partial-upload', 'upload-length': '6' }
  const part = (offset: number, body: string) => collector.asAdmin({
    method: 'PATCH', url: `/api/content-files/${file!.sha256}`, headers: { ...headers, 'upload-offset': `${offset}` }, body: Buffer.from(body)
  })
  expect((await part(0, 'bef')).statusCode).toBe(200)
  const changed = await part(3, 'ORE')
  expect(changed.statusCode).toBe(422)
  expect(changed.json()).toMatchObject({ code: 'UPLOAD_MISMATCH' })
  const missing = await collector.asAdmin({
    method: 'POST', url: '/api/content-files/missing', body: { files: [{ sha256: file!.sha256, size: 6 }] }
  })
  expect(missing.json()).toMatchObject({ missing: [{ storedBytes: 0 }] })
  expect((await send('welcome', [file!])).json()).toMatchObject({ code: 'CONTENT_FILES_MISSING' })
})

it('leaves others their uploads while a client sends all of its own slowly', async () => {
  const slow = Array.from({ length: 6 }, (_, i) => slowUpload(`slow ${i}`))
  await until('six uploads have begun', async () => {
    const files = slow.map((_, i) => ({ sha256: hashOf(`slow ${i}`), size: 6 }))
    const { missing } = (await collector.asAdmin({ method: 'POST', url: '/api/content-files/missing', body: { files } }))
      .json<{ missing: readonly { storedBytes: number }[] }>()
    return missing.every(({ storedBytes }) => storedBytes === 1)
  })
  const refused = await upload(collector, 'one more')
  expect(refused.statusCode).toBe(503)
  expect(refused.json()).toMatchObject({ code: 'OVERLOADED', message: '6 uploads of content are going on already' })
  const other = slowUpload('of another person', await createToken('admin'))
  other.finish()
  expect((await other.answer).json()).toMatchObject({ storedBytes: 17 })
  for (const { finish } of slow) finish()
  expect((await Promise.all(slow.map(({ answer }) => answer))).map(({ statusCode }) => statusCode)).toEqual(Array(6).fill(200))
  expect((await upload(collector, 'one more')).statusCode).toBe(200)
})

it('cuts an upload that never ends, and keeps what came of it', async () => {
  await arrange({ MIMAMORI_REQUEST_TIMEOUT_SECONDS: '1' })
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((collector.app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write([
    `PATCH /api/content-files/${hashOf('endless')} HTTP/1.1`, 'host: 127.0.0.1:8080', `authorization: Bearer ${collector.adminToken}`,
    'content-type: application/partial-upload', 'upload-offset: 0', 'upload-length: 7', 'content-length: 7', '', 'end'
  ].join('\r\n'))
  expect(await text(socket)).toMatch(/^HTTP\/1.1 408 /)
  const [file] = manifestOf({ a: 'endless' })
  await until('the upload has ended', async () => (await upload(collector, 'endless', 3)).statusCode === 200)
  expect((await send('welcome', [file!])).statusCode).toBe(200)
})

it('shows viewers everything and lets them change nothing', async () => {
  const authorization = await createToken('viewer')
  const asViewer = (request: object) => collector.app.inject({ ...request, headers: { authorization } })
  for (const url of ['/api/content', '/api/content/welcome', '/api/content/welcome/versions/1']) {
    expect((await asViewer({ url })).statusCode).toBe(200)
  }
  expect((await asViewer({ method: 'POST', url: '/api/content/welcome/preview', body: {} })).statusCode).toBe(200)
  const before = await published()
  const changes = [
    { method: 'POST', url: '/api/content/welcome/versions', body: { files: manifestOf({ b: 'one' }) } },
    { method: 'PUT', url: '/api/content/welcome/current', body: { number: 1 } },
    { method: 'PUT', url: '/api/content/welcome/targets', body: {} },
    { method: 'DELETE', url: '/api/content/welcome' },
    { method: 'POST', url: '/api/content-files/missing', body: { files: [] } }
  ]
  for (const change of changes) expect((await asViewer(change)).json()).toMatchObject({ code: 'ROLE_REQUIRED' })
  expect((await slowUpload('by a viewer', authorization).answer).json()).toMatchObject({ code: 'ROLE_REQUIRED' })
  expect(await published()).toEqual(before)
})
