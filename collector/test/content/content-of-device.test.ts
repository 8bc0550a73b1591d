import { expect, it } from 'vitest'
import { contentOfDevice } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { assign, publish, wanted } from './content-in-test.ts'

const contentOf = async ({ asAdmin }: CollectorInTest, id: string, language = 'en') =>
  contentOfDevice.parse((await asAdmin({ url: `/api/clients/${id}/content`, headers: { 'accept-language': language } })).json()).content

it('answers the sets of one device alone, with the version that it should have and how far it is', async () => {
  const collector = await collectorInTest()
  const key = await collector.enroll({ id: 'pi-lobby', site: 'north' })
  await collector.enroll({ id: 'pi-desk' })
  for (const text of ['one', 'two']) await publish(collector, 'welcome', { a: text })
  await publish(collector, 'app', { b: 'settings' })
  await publish(collector, 'other', { c: 'x' })
  await assign(collector, 'welcome', { devices: ['pi-lobby'] })
  await assign(collector, 'app', { sites: ['north'] })
  const { sets } = await wanted(collector, key)
  const [app, welcome] = sets.map(({ name, digest, number }) => ({ name, digest, number }))
  await collector.app.inject({
    method: 'POST', url: '/api/clients/content', headers: { 'x-client-key': key },
    body: { sets: [app, { ...welcome, digest: null, number: null, problem: { kind: 'disk_full', message: 'full', lackingBytes: 4_200_000 } }] }
  })
  expect(await contentOf(collector, 'pi-lobby')).toMatchObject([
    { name: 'app', current: 1, state: 'current', number: 1, problem: null },
    { name: 'welcome', current: 2, state: 'failed', number: null, bytesLeft: 3, problem: { kind: 'disk_full', message: 'does not fit: needs 4.2 MB more' } }
  ])
  expect((await contentOf(collector, 'pi-lobby', 'ja'))[1]?.problem?.message).toBe('空きが 4.2 MB 足りません')
  expect(await contentOf(collector, 'pi-desk')).toEqual([])
})

it('answers no set for a device that is out of use, and an error for one that does not exist', async () => {
  const collector = await collectorInTest()
  await collector.enroll({ id: 'pi-lobby' })
  await publish(collector, 'welcome', { a: 'one' })
  await assign(collector, 'welcome', { all: true })
  expect(await contentOf(collector, 'pi-lobby')).toMatchObject([{ name: 'welcome', state: 'waiting' }])
  await collector.asAdmin({ method: 'POST', url: '/api/clients/pi-lobby/retire', body: {} })
  expect(await contentOf(collector, 'pi-lobby')).toEqual([])
  expect((await collector.asAdmin({ url: '/api/clients/pi-loby/content' })).json()).toMatchObject({ code: 'CLIENT_DEVICE_NOT_FOUND' })
})
