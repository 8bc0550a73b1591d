import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { goldenSecrets } from '../golden-receivers.ts'
import { collectorInTest, type CollectorInTest } from '../../collector-in-test.ts'

const golden = JSON.parse(readFileSync(new URL('../../../contract/fixtures/receivers/receivers.json', import.meta.url), 'utf8')) as {
  readonly relay: object
  readonly receivers: readonly { readonly name: string }[]
}
const of = (name: string) => golden.receivers.find((each) => each.name === name)!

const withAll = async (collector: CollectorInTest): Promise<void> => {
  await collector.asAdmin({
    method: 'PUT',
    url: '/api/receivers/relay',
    body: { ...golden.relay, user: 'mimamori', password: 'relay-pass-word' }
  })
  for (const body of golden.receivers) {
    expect((await collector.asAdmin({ method: 'POST', url: '/api/receivers', body })).statusCode).toBe(201)
  }
}

describe('receivers', () => {
  test('are listed with what they are and without their secrets, also after a restart', async () => {
    const first = await collectorInTest()
    await withAll(first)
    await first.close()
    const { asAdmin } = await collectorInTest({ directory: first.config.dataDir })
    const list = await asAdmin({ method: 'GET', url: '/api/receivers' })
    const { receivers, relay, configuration } = list.json<{
      receivers: readonly { readonly name: string, readonly channel: object }[]
      relay: object
      configuration: string
    }>()
    expect(receivers.map(({ name }) => name)).toEqual(golden.receivers.map(({ name }) => name).toSorted())
    expect(receivers.find(({ name }) => name === 'chat')?.channel).toEqual({
      type: 'slack',
      url: { isSet: true, origin: 'http://chat.factory.lan:8065' }
    })
    expect(receivers.find(({ name }) => name === 'tower')?.channel).toMatchObject({
      url: { origin: 'http://192.168.10.40' }, headerNames: ['content-type', 'x-key'], body: { isSet: true }
    })
    expect(receivers.find(({ name }) => name === 'phones')?.channel).toMatchObject({ server: 'http://ntfy.factory.lan' })
    expect(relay).toMatchObject({ host: 'mail.factory.lan', user: 'mimamori', password: { isSet: true } })
    expect(configuration).toBe('by_hand')
    for (const secret of goldenSecrets) expect(list.body).not.toContain(secret)
  })

  test('keep their secrets through a change that leaves them out, and lose them with null or another channel', async () => {
    const collector = await collectorInTest()
    await withAll(collector)
    const change = async (name: string, body: object) => collector.asAdmin({ method: 'PATCH', url: `/api/receivers/${name}`, body })
    expect((await change('phones', { channel: { type: 'ntfy', topic: 'night-shift' }, sites: ['south'] })).json()).toMatchObject({
      receiver: { sites: ['south'], channel: { topic: 'night-shift', token: { isSet: true } } }
    })
    expect(collector.deps.alerting.receivers.get('phones').channel).toMatchObject({
      server: expect.stringContaining('night-watch-3'), token: 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2'
    })
    expect((await change('phones', { channel: { type: 'ntfy', token: null } })).json()).toMatchObject({
      receiver: { channel: { token: { isSet: false } } }
    })
    const refused = await change('chat', { channel: { type: 'email', to: ['nobody'] } })
    expect(refused.json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: '/channel/to/0' }] })
    expect((await change('chat', {})).json()).toMatchObject({ code: 'VALIDATION_FAILED' })
    expect((await change('nobody-there', { enabled: false })).json()).toMatchObject({ code: 'RECEIVER_NOT_FOUND' })
  })

  test('have names of their own, and are gone when they were removed', async () => {
    const { asAdmin } = await collectorInTest()
    const add = () => asAdmin({ method: 'POST', url: '/api/receivers', body: of('chat') })
    expect((await add()).statusCode).toBe(201)
    expect((await add()).json()).toMatchObject({ code: 'RECEIVER_EXISTS' })
    expect((await asAdmin({ method: 'DELETE', url: '/api/receivers/chat' })).statusCode).toBe(200)
    expect((await asAdmin({ method: 'GET', url: '/api/receivers/chat' })).json()).toMatchObject({ code: 'RECEIVER_NOT_FOUND' })
  })

  test('of e-mail need the relay, which stays while they are there', async () => {
    const { asAdmin } = await collectorInTest()
    const add = () => asAdmin({ method: 'POST', url: '/api/receivers', body: of('maintenance') })
    expect((await add()).json()).toMatchObject({
      code: 'MAIL_RELAY_REQUIRED',
      message: 'maintenance is notified by e-mail, which needs a mail relay: set it first'
    })
    await asAdmin({ method: 'PUT', url: '/api/receivers/relay', body: golden.relay })
    expect((await add()).statusCode).toBe(201)
    expect((await asAdmin({ method: 'DELETE', url: '/api/receivers/relay' })).json()).toMatchObject({ code: 'MAIL_RELAY_REQUIRED' })
  })

  test('are changed by administrators alone; ' +
    'a viewer sees them, and nothing of them with which one can log in, nor does the audit log', async () => {
    const collector = await collectorInTest()
    const { app, asAdmin } = collector
    await withAll(collector)
    const { token } = (await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'wall', role: 'viewer' } })).json<{
      token: string
    }>()
    const headers = { authorization: `Bearer ${token}` }
    const seen = await Promise.all([
      '/api/receivers', '/api/receivers/phones', '/api/receivers/tower', '/api/receivers/relay'
    ].map((url) => app.inject({ url, headers })))
    expect(seen.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
    expect(seen[0]!.json()).toMatchObject({ relay: { user: null, password: { isSet: true } } })
    for (const secret of goldenSecrets) for (const { body } of [
      ...seen, await asAdmin({ url: '/api/audit?limit=200' })
    ]) expect(body).not.toContain(secret)
    expect((await app.inject({ method: 'POST', url: '/api/receivers', headers, body: of('chat') })).json()).toMatchObject({
      code: 'ROLE_REQUIRED'
    })
  })

  test('are kept for a site that no device has, with a warning that names the nearest one, until a device has it', async () => {
    const { asAdmin, enroll } = await collectorInTest()
    await enroll({ id: 'pi-kiosk-03', site: 'north' })
    const added = await asAdmin({
      method: 'POST',
      url: '/api/receivers?lang=en',
      body: { ...of('chat'), sites: ['north', 'nroth', 'hall 7'] }
    })
    const warnings = [
      'No device is enrolled at site nroth. Did you mean north?',
      'No device is enrolled at site hall 7 yet. Its alerts are sent once one is.'
    ]
    expect([added.statusCode, added.json()]).toMatchObject([201, { receiver: { sites: ['north', 'nroth', 'hall 7'] }, warnings }])
    expect((await asAdmin({ url: '/api/receivers?lang=en' })).json()).toMatchObject({ receivers: [{ name: 'chat', warnings }] })
    await enroll({ id: 'pi-kiosk-07', site: 'hall 7' })
    const changed = await asAdmin({ method: 'PATCH', url: '/api/receivers/chat?lang=ja', body: { sites: ['hall 7', 'nroth'] } })
    expect(changed.json()).toMatchObject({ warnings: ['拠点「nroth」に登録された端末はありません。「north」の間違いではないか確認してください。'] })
  })

  test('are not refused with their secrets in the answer', async () => {
    const { asAdmin } = await collectorInTest()
    const answer = await asAdmin({
      method: 'POST',
      url: '/api/receivers',
      body: { ...of('chat'), channel: { type: 'slack', url: 'ftp://chat.lan/very-secret-path' } }
    })
    expect(answer.json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: '/channel/url' }] })
    expect(answer.body).not.toContain('very-secret-path')
  })
})
