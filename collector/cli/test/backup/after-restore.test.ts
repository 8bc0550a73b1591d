import { rmSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { contentFilePath } from '@mimamori/contract/data-directory'
import { clockInTest, collectorInTest, type CollectorInTest } from '../../../test/collector-in-test.ts'
import { hashOf, publish } from '../../../test/content/content-in-test.ts'
import { backedUpServer, serverInTest, testWithRestic, type BackedUpServer } from './server-in-test.ts'

const hourMs = 3_600_000

/** Restores the newest backup onto another machine, on which a collector is then started. */
const restoreElsewhere = async (server: BackedUpServer): Promise<CollectorInTest> => {
  const other = serverInTest()
  other.write('/tmp/password', server.password, 0o600)
  const restored = await other.mimamori('restore', '--from', server.repository, '--password-file', `${other.root}/tmp/password`)
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('What was changed after this backup has to be done again') as string })
  return collectorInTest({ directory: other.data })
}

interface Fleet {
  readonly restore: { readonly text: string | null }
  readonly clients: readonly { readonly clientId: string, readonly reason: { readonly code: string, readonly text: string } | null }[]
}

const fleetOf = async (collector: CollectorInTest, language: 'en' | 'ja' = 'en') => {
  const { restore, clients } = (await collector.asAdmin({ url: `/api/clients/status?lang=${language}` })).json<Fleet>()
  return { restore: restore.text, reasonOf: (id: string) => clients.find(({ clientId }) => clientId === id)?.reason }
}

testWithRestic('a server that was restored explains by name which devices got a key after the backup, and which were added', async () => {
  const server = await backedUpServer({ clock: clockInTest(Date.now() - hourMs) })
  const { collector, mimamori } = server
  const keys = { 'pi-1': await collector.enroll({ id: 'pi-1' }), 'pi-2': await collector.enroll({ id: 'pi-2' }) }
  for (const [id, key] of Object.entries(keys)) await collector.sendBatch(key, 'node_load1 1\n', { [batchHeaders.clientId]: id })
  expect((await mimamori('backup')).code).toBe(0)
  const { key: rotated } = (await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })).json<{ key: string }>()
  const added = await collector.enroll({ id: 'pi-3' })
  await collector.close()

  const restored = await restoreElsewhere(server)
  const send = async (id: string, key: string): Promise<number> =>
    (await restored.sendBatch(key, 'node_load1 1\n', { [batchHeaders.clientId]: id })).statusCode
  expect((await fleetOf(restored)).restore).toBeNull()
  expect([await send('pi-1', rotated), await send('pi-2', keys['pi-2']), await send('pi-3', added)]).toEqual([401, 200, 401])
  const { restore, reasonOf } = await fleetOf(restored)
  expect(reasonOf('pi-1')).toMatchObject({
    code: 'key_refused',
    text: expect.stringMatching(/it was changed after the backup of .*, from which this server was restored\. “New key” on its page/) as string
  })
  expect(reasonOf('pi-2')).toBeNull()
  expect(restore).toMatch(/^This server was restored from the backup of .* does not know some devices that report: pi-3\. /)
  expect((await fleetOf(restored, 'ja')).restore).toContain('登録のない端末から報告が届いています：pi-3。')

  const { key: issued } = (await restored.asAdmin({ method: 'POST', url: '/api/clients/pi-1/rotate' })).json<{ key: string }>()
  expect([await send('pi-1', issued), await send('pi-3', await restored.enroll({ id: 'pi-3' }))]).toEqual([200, 200])
  const after = await fleetOf(restored)
  expect([after.restore, after.reasonOf('pi-1'), after.reasonOf('pi-3')]).toEqual([null, null, null])
})

testWithRestic('files of content are compared by their hashes, and those that a backup lacks are named, by proof and restore', async () => {
  const server = await backedUpServer()
  const { collector, data, mimamori } = server
  const files = { 'index.html': 'a page', 'a.jpg': 'a picture', 'b.jpg': 'b picture' }
  expect((await publish(collector, 'welcome', files)).statusCode).toBe(200)
  expect((await mimamori('backup')).code).toBe(0)
  expect((await mimamori('backup', 'prove')).out).toMatch(/^files of content +3 +3 +same$/m)
  writeFileSync(contentFilePath(data, hashOf(files['a.jpg'])), 'A PICTURE')
  rmSync(contentFilePath(data, hashOf(files['b.jpg'])))
  expect((await mimamori('backup')).code).toBe(0)
  const proof = await mimamori('backup', 'prove')
  expect(proof).toMatchObject({ code: 1, errors: expect.stringContaining('files of content are missing in the backup') as string })
  expect(proof.out).toMatch(/^files of content +3 +2 +DIFFERS\nmissing or damaged: b\.jpg, in version 1 of welcome\n/m)

  const other = serverInTest()
  other.write('/tmp/password', server.password, 0o600)
  const restored = await other.mimamori('restore', '--from', server.repository, '--password-file', `${other.root}/tmp/password`)
  expect(restored).toMatchObject({ code: 1, errors: expect.stringContaining('publish these versions again') as string })
  expect(restored.out).toMatch(/^files of content +3 +1 +DIFFERS\n/m)
  for (const name of ['a.jpg', 'b.jpg']) expect(restored.out).toContain(`missing or damaged: ${name}, in version 1 of welcome\n`)
  expect(restored.out).toContain('This server is restored.')
})
