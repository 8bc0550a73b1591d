import { expect, it } from 'vitest'
import { contentPreview, oneContent } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { assign, hashOf, manifestOf, publish, upload, wanted } from './content-in-test.ts'

const template = '{"floor": "{{ label.floor }}", "name": "{{ name }}"}'

const arrange = async () => {
  const collector = await collectorInTest()
  const lobby = await collector.enroll({ id: 'pi-lobby', name: 'Lobby "east"', labels: { floor: '1' } })
  const desk = await collector.enroll({ id: 'pi-desk', labels: { floor: '2' } })
  await publish(collector, 'app', { 'settings.json.template': template, 'logo.png': 'png' })
  await assign(collector, 'app', { all: true })
  return { collector, lobby, desk }
}
const download = async ({ app }: CollectorInTest, key: string, sha256: string) =>
  app.inject({ url: `/api/clients/content/files/${sha256}`, headers: { 'x-client-key': key } })
const devicesOf = async ({ asAdmin }: CollectorInTest) => oneContent.parse((await asAdmin({ url: '/api/content/app' })).json()).devices
const preview = async ({ asAdmin }: CollectorInTest, body: object) =>
  contentPreview.parse((await asAdmin({ method: 'POST', url: '/api/content/app/preview', body })).json())

it('gives each device its own settings file, whose SHA-256 the manifest has', async () => {
  const { collector, lobby, desk } = await arrange()
  const own = '{"floor": "1", "name": "Lobby \\"east\\""}'
  const { sets: [set] } = await wanted(collector, lobby)
  expect(set!.files).toMatchObject([{ path: 'logo.png' }, { path: 'settings.json', size: own.length, sha256: hashOf(own) }])
  expect((await download(collector, lobby, hashOf(own))).body).toBe(own)
  expect((await download(collector, desk, hashOf(own))).json()).toMatchObject({ code: 'CONTENT_NOT_FOUND' })
  expect((await download(collector, lobby, hashOf(template))).json()).toMatchObject({ code: 'CONTENT_NOT_FOUND' })
  const report = { sets: [{ name: 'app', digest: set!.digest, number: 1 }] }
  await collector.app.inject({ method: 'POST', url: '/api/clients/content', headers: { 'x-client-key': lobby }, body: report })
  expect(await devicesOf(collector)).toMatchObject([{ id: 'pi-desk', state: 'waiting' }, { id: 'pi-lobby', state: 'current' }])
})

it('changes the version of a device only with its own text', async () => {
  const { collector, lobby, desk } = await arrange()
  const before = [(await wanted(collector, lobby)).version, (await wanted(collector, desk)).version]
  const change = (body: object) => collector.asAdmin({ method: 'PATCH', url: '/api/clients/pi-lobby', body })
  await change({ site: 'osaka' })
  expect((await wanted(collector, lobby)).version).toBe(before[0])
  await change({ labels: { floor: '3' } })
  expect((await wanted(collector, lobby)).version).not.toBe(before[0])
  expect((await wanted(collector, desk)).version).toBe(before[1])
})

it('leaves a device that lacks a label as it is, and says why', async () => {
  const { collector, lobby, desk } = await arrange()
  await collector.asAdmin({ method: 'PATCH', url: '/api/clients/pi-lobby', body: { labels: {} } })
  expect(await wanted(collector, lobby)).toEqual({ version: null, sets: [] })
  expect((await wanted(collector, desk)).sets).toHaveLength(1)
  const message = 'settings.json.template: line 1 needs the label floor, which is not set'
  expect(await devicesOf(collector)).toMatchObject([
    { id: 'pi-desk', state: 'waiting', problem: null }, { id: 'pi-lobby', state: 'failed', problem: { kind: 'template_failed', message } }
  ])
  expect(await preview(collector, {})).toMatchObject({
    devices: [{ id: 'pi-desk', problems: [] }, { id: 'pi-lobby', problems: [message] }], problems: []
  })
})

it('says in Japanese, to whoever reads that, what a device lacks and what a schema refuses', async () => {
  const { collector } = await arrange()
  const headers = { 'accept-language': 'ja' }
  await collector.asAdmin({ method: 'PATCH', url: '/api/clients/pi-lobby', body: { labels: {} } })
  const message = 'settings.json.template：1 行目で使うラベル floor が設定されていません'
  expect((await collector.asAdmin({ url: '/api/content/app', headers })).json()).toMatchObject({ devices: [{}, { problem: { message } }] })
  const previewed = await collector.asAdmin({ method: 'POST', url: '/api/content/app/preview', headers, body: {} })
  expect(previewed.json()).toMatchObject({ devices: [{}, { problems: [message] }] })
  const files = { 's.json': '{"brightness": "x"}', 's.schema.json': schema }
  for (const content of Object.values(files)) await upload(collector, content)
  const body = { files: manifestOf(files) }
  const wrong = [{ path: 's.json', message: '/brightness：数値にしてください' }]
  expect((await collector.asAdmin({ method: 'POST', url: '/api/content/app/preview', headers, body })).json()).toMatchObject({ problems: wrong })
  const refused = await collector.asAdmin({ method: 'POST', url: '/api/content/app/versions', headers, body })
  expect(refused.json()).toMatchObject({ code: 'CONTENT_REFUSED', issues: wrong, message: 's.json：/brightness：数値にしてください' })
})

const schema = JSON.stringify({ type: 'object', properties: { floor: { enum: ['1', '2'] }, brightness: { type: 'number' } } })

it.each([
  ['an unknown name', { 'a.template': 'x\n{{ hostname }}' }, 'a.template', /^line 2: expected one of .* got hostname$/],
  ['a template that is no text', { 'a.template': '\ud800\udc00'.slice(0, 1) + 'x', 'b.template': 'x'.repeat(65_537) }, 'b.template', /^expected at most 65536 bytes/],
  ['two files of one name', { 'a.json': '{}', 'a.json.template': '{}' }, 'a.json.template', /under the name of a.json as well$/],
  ['settings that the schema refuses', { 's.json': '{"brightness": "x"}', 's.schema.json': schema }, 's.json', /^\/brightness: must be number$/],
  ['settings that are no JSON', { 's.json': '{', 's.schema.json': schema }, 's.json', /^expected JSON: /],
  ['a schema that is none', { 's.json': '{}', 's.schema.json': '{"type": "objekt"}' }, 's.schema.json', /schema is invalid/],
  ['a template that no device passes', { 's.json.template': '{"brightness": "{{ device }}"}', 's.schema.json': schema }, 's.json', /^\/brightness: must be number$/]
])('refuses %s at preview and at publishing, and stores nothing', async (_, files, path, message) => {
  const { collector, lobby } = await arrange()
  const before = await wanted(collector, lobby)
  for (const content of Object.values(files)) await upload(collector, content)
  const { problems } = await preview(collector, { files: manifestOf(files) })
  expect(problems).toEqual([{ path, message: expect.stringMatching(message) as string }])
  const refused = await publish(collector, 'app', files)
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({ code: 'CONTENT_REFUSED', issues: [{ path, message: expect.stringMatching(message) as string }] })
  expect((await collector.asAdmin({ url: '/api/content/app' })).json()).toMatchObject({ content: { current: 1, versions: [{ number: 1 }] } })
  expect(await wanted(collector, lobby)).toEqual(before)
})

it('refuses settings that no device passes also if one lacks a label', async () => {
  const { collector } = await arrange()
  await collector.asAdmin({ method: 'PATCH', url: '/api/clients/pi-desk', body: { labels: {} } })
  const files = { 's.json.template': '{"floor": "{{ label.floor }}", "brightness": "x"}', 's.schema.json': schema }
  const refused = await publish(collector, 'app', files)
  expect(refused.json()).toMatchObject({ code: 'CONTENT_REFUSED', issues: [{ path: 's.json', message: '/brightness: must be number' }] })
})

it('refuses a template of a JSON file that is none for any device, also without a schema', async () => {
  const { collector } = await arrange()
  const refused = await publish(collector, 'app', { 'settings.json.template': '{"floor": {{ label.floor }},}' })
  expect([refused.statusCode, refused.json()]).toMatchObject([422, { code: 'CONTENT_REFUSED' }])
  expect(refused.body).toContain('settings.json: expected JSON: ')
})

it('publishes what most devices can have, and leaves out the one whose settings its schema refuses', async () => {
  const { collector, lobby, desk } = await arrange()
  await collector.asAdmin({ method: 'PATCH', url: '/api/clients/pi-desk', body: { labels: { floor: '9' } } })
  const published = await publish(collector, 'app', { 's.json.template': '{"floor": "{{ label.floor }}"}', 's.schema.json': schema })
  expect(published.statusCode).toBe(200)
  expect((await wanted(collector, lobby)).sets).toMatchObject([{ files: [{ path: 's.json' }, { path: 's.schema.json' }] }])
  expect((await wanted(collector, desk)).version).toBeNull()
  expect((await devicesOf(collector))[0]).toMatchObject({ problem: { message: 's.json: /floor: must be equal to one of the allowed values (["1","2"])' } })
})

it('previews what changes, who gets it, and whether it fits', async () => {
  const collector = await collectorInTest()
  const lobby = await collector.enroll({ id: 'pi-lobby', name: 'Lobby', site: 'osaka' })
  await collector.enroll({ id: 'pi-desk', site: 'kyoto' })
  await publish(collector, 'app', { a: 'one', b: 'two', c: 'three' })
  await assign(collector, 'app', { sites: ['osaka'] })
  const { sets: [set] } = await wanted(collector, lobby)
  await collector.app.inject({
    method: 'POST', url: '/api/clients/content', headers: { 'x-client-key': lobby },
    body: { freeBytes: 5, sets: [{ name: 'app', digest: set!.digest, number: 1 }] }
  })
  const files = manifestOf({ a: 'one', b: 'bigger', d: 'new' })
  expect(await preview(collector, { files, targets: { sites: ['osaka', 'kyoto'] } })).toMatchObject({
    added: ['d'], changed: ['b'], removed: ['c'], unchangedCount: 1,
    devices: [
      { id: 'pi-desk', name: null, site: 'kyoto', downloadBytes: 12, availableBytes: null, problems: [] },
      { id: 'pi-lobby', name: 'Lobby', site: 'osaka', downloadBytes: 9, availableBytes: 5, lackingBytes: 4, problems: [] }
    ],
    problems: []
  })
  expect((await preview(collector, { files: manifestOf({ a: 'one', A: 'two' }) })).problems)
    .toEqual([{ path: 'A', message: 'expected names that differ in more than case, got a as well' }])
  expect((await collector.asAdmin({ method: 'POST', url: '/api/content/none/preview', body: {} })).json()).toMatchObject({ code: 'CONTENT_NOT_FOUND' })
  expect((await collector.asAdmin({ url: '/api/content/app' })).json()).toMatchObject({ content: { current: 1, targets: { sites: ['osaka'] } } })
})

it('refuses a template beside more files than each device can have a list of its own of', async () => {
  const collector = await collectorInTest()
  const files = manifestOf({ 'a.template': '', ...Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${i}.png`, ''])) })
  await upload(collector, '')
  expect((await preview(collector, { files })).problems).toMatchObject([{ path: 'a.template', message: expect.stringMatching(/^expected at most 1000 files/) as string }])
})
