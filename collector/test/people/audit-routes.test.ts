import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { auditActions, encodeOnBehalfOf, type AuditEntry, type AuditList } from '@mimamori/contract'
import { goldenFingerprint, goldenFiring } from '../alerts/golden-alerts.ts'
import { alertmanagerStandIn } from '../alerts/stand-ins/alertmanager.ts'
import { collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { auditedCalls, emptyFile, secrets, unauditedOperations } from './audit-calls.ts'

const arrange = async () => {
  const alertmanager = await alertmanagerStandIn()
  const collector = await collectorInTest({ env: { MIMAMORI_ALERTMANAGER_URL: alertmanager.origin } })
  const audit = async (query = ''): Promise<AuditList> => (await collector.asAdmin({ url: `/api/audit${query}` })).json<AuditList>()
  return { ...collector, alertmanager, audit, entries: async (query = ''): Promise<readonly AuditEntry[]> => (await audit(query)).entries }
}

interface Answer {
  readonly requestId: string
  readonly id?: string
  readonly key?: string
  readonly token?: string
  readonly code?: string
}

const own = { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }

/** What the browser of tanaka sends with each request. */
const browserOfUser = async (app: CollectorInTest['app']) => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/login/password',
    headers: own,
    body: { name: 'tanaka', password: secrets.password }
  })
  return { headers: own, cookies: { mimamori_session: answer.cookies[0]!.value } }
}

/** Makes each change that is recorded; gives the answers by the operation. */
const makeEveryChange = async ({ app, asAdmin, deps, enroll }: CollectorInTest): Promise<Readonly<Record<string, Answer>>> => {
  await enroll({ id: 'pi-mistake' })
  await deps.runRequests.fetch(['update'], AbortSignal.abort())
  await deps.access.exchangeLoginCode(deps.access.createLoginCode({ name: 'sato', role: 'admin' }).code)
  const session = deps.access.sessions()[0]!.id
  await deps.contentFiles.append(emptyFile, 0, Readable.from([]))
  const answers: Record<string, Answer> = {}
  for (const [operation, call] of Object.entries(auditedCalls)) {
    // Only a device that has reported since has old keys to end.
    if (operation === 'endOldKeys') {
      await app.inject({
        method: 'POST',
        url: '/api/clients/logs',
        headers: { 'x-client-key': answers['rotateDeviceKey']?.key },
        body: { clientId: 'pi-kiosk-03', logs: [{ message: 'here' }] }
      })
    }
    // Those of a device that was paused or moved have ended.
    if (operation === 'acknowledgeAlert') await deps.alerting.alerts.accept(goldenFiring)
    const request = {
      ...call,
      url: call.url.replace('SILENCE', answers['addSilence']?.id ?? '').replace('SESSION', session),
      remoteAddress: '192.0.2.7'
    }
    const as = async () => {
      if (call.isByUser) return await app.inject({ ...request, ...await browserOfUser(app) })
      return call.bearer === undefined
        ? await asAdmin(request)
        : await app.inject({ ...request, headers: { authorization: `Bearer ${answers['createEnrollmentToken']!.token}` } })
    }
    const answer = await as()
    expect([operation, answer.statusCode < 300, answer.statusCode < 300 ? '' : answer.body]).toEqual([operation, true, ''])
    answers[operation] = answer.json<Answer>()
  }
  return answers
}

type Change = AuditEntry['changes'][number]
const changed = (entry: AuditEntry | undefined): Readonly<Record<string, readonly [Change['before'], Change['after']]>> =>
  Object.fromEntries(entry!.changes.map(({ field, before, after }) => [field, [before, after]]))

describe('the audit log', () => {
  test('has an entry of each operation that changes something, but for what devices, services and sessions do', async () => {
    const collector = await arrange()
    const { app, entries } = collector
    const { paths } = (await app.inject({ url: '/openapi.json' })).json<{
      paths: Readonly<Record<string, Readonly<Record<string, { operationId: string }>>>>
    }>()
    const changing = Object.values(paths)
      .flatMap((methods) => Object.entries(methods))
      .filter(([method]) => method !== 'get')
      .map(([, { operationId }]) => operationId)
    expect([...Object.keys(auditedCalls), ...unauditedOperations].sort()).toEqual(changing.sort())
    expect([...auditActions].sort()).toEqual(Object.keys(auditedCalls).sort())

    const answers = await makeEveryChange(collector)
    const all = await entries('?limit=200')
    const ofRequest = Map.groupBy(all, ({ requestId }) => requestId)
    for (const [operation, { requestId }] of Object.entries(answers)) {
      const { isByUser, bearer } = auditedCalls[operation]!
      const actor =
        bearer === undefined
          ? { name: isByUser ? 'tanaka' : 'admin', role: 'admin', onBehalfOf: null }
          : { name: 'pi-mistake', role: 'device', onBehalfOf: 'admin' }
      expect(ofRequest.get(requestId)).toMatchObject([{ action: operation, actor: { ...actor, address: '192.0.2.7' } }])
    }
    const given = [...Object.values(secrets), ...Object.values(answers).flatMap(({ key, token, code }) => [key, token, code])].filter(
      (secret) => secret !== undefined
    )
    expect(given.length).toBe(12)
    expect(given.filter((secret) => JSON.stringify(all).includes(secret))).toEqual([])
  })

  test('says what was changed to what', async () => {
    const collector = await arrange()
    const { addSilence } = await makeEveryChange(collector)
    const all = await collector.entries('?limit=200')
    const entry = (action: string): AuditEntry | undefined => all.find((each) => each.action === action)
    expect(entry('changeDevice')).toMatchObject({
      subject: { type: 'device', name: 'pi-kiosk-03' },
      device: 'pi-kiosk-03',
      changes: [{ field: 'site', before: 'north', after: 'south' }]
    })
    expect(changed(entry('pauseDevice'))).toEqual({ state: ['pending', 'paused'], pauseReason: [null, 'stocktaking'] })
    expect(changed(entry('resumeDevice'))).toEqual({ state: ['paused', 'pending'], pauseReason: ['stocktaking', null] })
    const [issuedBefore, issuedAfter] = changed(entry('rotateDeviceKey'))['keys']!
    expect([issuedBefore, issuedAfter]).toEqual([[expect.any(String)], [expect.any(String), expect.any(String)]])
    expect(changed(entry('revokeDevice'))).toEqual({ state: ['pending', 'revoked'], keys: [[expect.any(String)], null] })
    expect(changed(entry('changeReceiver'))).toEqual({ 'channel.url': ['***', '***'], sites: [null, ['north']] })
    expect(changed(entry('setMailRelay'))).toMatchObject({ host: [null, '192.168.10.2'], password: [null, '***'] })
    expect(entry('acknowledgeAlert')).toMatchObject({
      subject: { type: 'alert', name: 'DeviceSilent' },
      device: 'pi-kiosk-03',
      changes: [
        { field: 'by', before: null, after: '田中' },
        { field: 'note', before: null, after: 'cable ordered' }
      ]
    })
    expect(entry('addSilence')).toMatchObject({ subject: { type: 'silence', name: addSilence!.id } })
    expect(changed(entry('endSilence'))).toMatchObject({ site: ['south', null], reason: ['power work', null], by: ['admin', null] })
    expect(entry('createUser')).toMatchObject({
      subject: { type: 'user', name: 'tanaka' },
      changes: [{ field: 'role', before: null, after: 'viewer' }]
    })
    expect(changed(entry('changeUser'))).toEqual({ role: ['viewer', 'admin'], password: [null, '***'] })
    expect(entry('createUserLoginCode')).toMatchObject({ subject: { type: 'login_code', name: 'tanaka' } })
    expect(entry('endSession')).toMatchObject({
      subject: { type: 'session', name: 'sato' },
      changes: [{ field: 'role', before: 'admin', after: null }]
    })
    expect(changed(entry('deleteUser'))).toEqual({ role: ['admin', null], password: ['***', null] })
    expect(entry('revokeToken')).toMatchObject({
      subject: { type: 'token', name: 'grafana' },
      changes: [{ field: 'role', before: 'viewer', after: null }]
    })
    expect(entry('createLoginCode')).toMatchObject({
      subject: { type: 'login_code', name: null },
      changes: [{ field: 'role', before: null, after: 'viewer' }]
    })
  })

  test('says on behalf of whom a program with a token has asked, as the program says, and finds it by that name', async () => {
    const { asAdmin, enroll, entries } = await arrange()
    await enroll({ id: 'pi-kiosk-03' })
    const pause = (headers: Readonly<Record<string, string>>) =>
      asAdmin({ method: 'POST', url: '/api/clients/pi-kiosk-03/pause', headers, body: { reason: JSON.stringify(headers) } })
    await pause({ 'x-on-behalf-of': encodeOnBehalfOf('FACTORY\\田中') })
    await pause({})
    expect((await entries('?action=pauseDevice')).map(({ actor }) => actor.onBehalfOf)).toEqual([null, 'FACTORY\\田中'])
    expect(await entries(`?actor=${encodeURIComponent('FACTORY\\田中')}`)).toMatchObject([
      { actor: { name: 'admin', role: 'admin', onBehalfOf: 'FACTORY\\田中' } }
    ])
    for (const wrong of ['%', '%0A', '', 'x'.repeat(101)]) {
      expect((await pause({ 'x-on-behalf-of': wrong })).json()).toMatchObject({
        code: 'VALIDATION_FAILED',
        message: expect.stringContaining('x-on-behalf-of: expected the name of an account') as string
      })
    }
    expect(await entries('?action=pauseDevice')).toHaveLength(2)
  })

  test('takes from a browser no word of on whose behalf it asks', async () => {
    const { app, asAdmin, enroll, entries } = await arrange()
    await enroll({ id: 'pi-kiosk-03' })
    await asAdmin(auditedCalls['createUser']!)
    await asAdmin(auditedCalls['changeUser']!)
    const { headers, cookies } = await browserOfUser(app)
    expect(
      (
        await app.inject({
          method: 'POST',
          url: '/api/clients/pi-kiosk-03/pause',
          headers: { ...headers, 'x-on-behalf-of': 'sato' },
          cookies
        })
      ).statusCode
    ).toBe(200)
    expect(await entries('?action=pauseDevice')).toMatchObject([{ actor: { name: 'tanaka', onBehalfOf: null } }])
  })

  test('has no entry of a change that was refused', async () => {
    const { app, asAdmin, alertmanager, deps, enroll, entries } = await arrange()
    await enroll({ id: 'pi-kiosk-03', site: 'north' })
    const viewer = await deps.access.createToken({ name: 'wall', role: 'viewer' })
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const refused = await Promise.all([
      asAdmin({ method: 'POST', url: '/api/clients', body: { id: 'pi-kiosk-03' } }),
      asAdmin({ method: 'PATCH', url: '/api/clients/pi-nobody', body: { site: 'south' } }),
      asAdmin({ method: 'POST', url: '/api/clients/pi-kiosk-03/resume' }),
      asAdmin({
        method: 'POST',
        url: '/api/clients/import',
        body: {
          clients: [
            { id: 'pi-new', key: 'a-good-enough-key-of-its-own' },
            { id: 'pi-kiosk-03', key: 'another-good-key-of-its-own' }
          ]
        }
      }),
      asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'wall', role: 'viewer' } }),
      asAdmin({ method: 'DELETE', url: '/api/tokens/nobody' }),
      asAdmin({
        method: 'POST',
        url: '/api/receivers',
        body: { name: 'mail', language: 'en', channel: { type: 'email', to: ['a@factory.lan'] } }
      }),
      asAdmin({ method: 'POST', url: '/api/receivers/nobody/test' }),
      asAdmin({ method: 'POST', url: '/api/alerts/0123456789abcdef/acknowledge' }),
      asAdmin({ method: 'POST', url: '/api/silences', body: { site: 'nowhere', until, reason: 'x' } }),
      asAdmin({ method: 'DELETE', url: '/api/silences/0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61' }),
      app.inject({ method: 'POST', url: '/api/clients/pi-kiosk-03/pause', headers: { authorization: `Bearer ${viewer}` } })
    ])
    expect(refused.filter(({ statusCode }) => statusCode < 400)).toEqual([])
    alertmanager.answer(() => ({ status: 400, body: 'end must be in the future' }))
    expect(
      (await asAdmin({ method: 'POST', url: '/api/silences', body: { site: 'north', until, reason: 'x' } })).statusCode
    ).toBeGreaterThanOrEqual(400)
    expect((await entries()).map(({ action }) => action)).toEqual(['enrollDevice'])
  })

  test('has no entry of what was as it is already', async () => {
    const { asAdmin, deps, enroll, entries } = await arrange()
    await enroll({ id: 'pi-kiosk-03', site: 'north', labels: { line: '3' } })
    await deps.alerting.alerts.accept(goldenFiring)
    const device = '/api/clients/pi-kiosk-03'
    const pause = { method: 'POST', url: `${device}/pause`, body: { reason: 'stocktaking' } } as const
    const unchanged = [
      await asAdmin({ method: 'PATCH', url: device, body: { site: 'north', labels: { line: '3' }, role: null } }),
      await asAdmin({ method: 'DELETE', url: `/api/alerts/${goldenFingerprint}/acknowledge` }),
      await asAdmin(pause),
      await asAdmin(pause),
      await asAdmin(auditedCalls['setMailRelay']!),
      await asAdmin(auditedCalls['setMailRelay']!),
      await asAdmin(auditedCalls['removeMailRelay']!),
      await asAdmin(auditedCalls['removeMailRelay']!)
    ]
    expect(unchanged.map(({ statusCode }) => statusCode)).toEqual(unchanged.map(() => 200))
    expect((await entries()).map(({ action }) => action)).toEqual(['removeMailRelay', 'setMailRelay', 'pauseDevice', 'enrollDevice'])
  })

  test('names the token that a browser’s session goes back to', async () => {
    const { app, config, deps, enroll, entries } = await arrange()
    await enroll({ id: 'pi-kiosk-03' })
    await deps.access.createToken({ name: 'sato', role: 'admin' })
    const { code } = deps.access.createLoginCode({ name: 'sato', role: 'admin' })
    const headers = { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }
    const login = await app.inject({ method: 'POST', url: '/api/login', headers, body: { code } })
    expect([config.tlsCert, login.statusCode]).toEqual([undefined, 200])
    const cookie = String(login.headers['set-cookie']).split(';')[0]!
    await app.inject({ method: 'POST', url: '/api/clients/pi-kiosk-03/pause', headers: { ...headers, cookie } })
    expect(await entries('?limit=1')).toMatchObject([{ action: 'pauseDevice', actor: { name: 'sato', role: 'admin' } }])
  })

  test('is read by administrators, a page at a time, by device, actor, action and time', async () => {
    const { app, asAdmin, audit, deps, enroll, entries } = await arrange()
    const ids = Array.from({ length: 5 }, (_, index) => `pi-${index}`)
    for (const id of ids) await enroll({ id })
    const devices = (list: readonly AuditEntry[]) => list.map(({ device }) => device)
    const first = await audit('?limit=2')
    await enroll({ id: 'pi-later' })
    const second = await audit(`?limit=2&cursor=${first.nextCursor}`)
    const third = await audit(`?limit=2&cursor=${second.nextCursor}`)
    expect([...devices(first.entries), ...devices(second.entries), ...devices(third.entries)]).toEqual(ids.toReversed())
    expect(third.nextCursor).toBeUndefined()
    const sato = await deps.access.createToken({ name: 'sato', role: 'admin' })
    await app.inject({ method: 'POST', url: '/api/clients/pi-3/pause', headers: { authorization: `Bearer ${sato}` } })
    expect((await entries('?device=pi-3')).map(({ action }) => action)).toEqual(['pauseDevice', 'enrollDevice'])
    expect(devices(await entries('?actor=sato'))).toEqual(['pi-3'])
    expect(devices(await entries('?action=pauseDevice'))).toEqual(['pi-3'])
    const [{ at } = { at: '' }] = await entries('?limit=1')
    expect((await entries(`?since=${at}`)).length).toBeGreaterThanOrEqual(1)
    expect(await entries(`?since=${new Date(Date.parse(at) + 1).toISOString()}`)).toEqual([])
    expect(await entries('?until=2026-01-01T00:00:00Z')).toEqual([])
    expect((await asAdmin({ url: '/api/audit?action=explode' })).statusCode).toBe(400)
    expect((await asAdmin({ url: '/api/audit?device=pi-nosuch' })).json()).toMatchObject({ code: 'CLIENT_DEVICE_NOT_FOUND' })
    await asAdmin({ method: 'DELETE', url: '/api/clients/pi-4' })
    for (const [query, actions] of [
      ['', ['deleteDevice', 'enrollDevice']],
      ['&actor=sato', []]
    ] as const) {
      expect((await entries(`?device=pi-4${query}`)).map(({ action }) => action)).toEqual(actions)
    }
    const viewer = await deps.access.createToken({ name: 'wall', role: 'viewer' })
    expect((await app.inject({ url: '/api/audit', headers: { authorization: `Bearer ${viewer}` } })).json()).toMatchObject({
      code: 'ROLE_REQUIRED'
    })
  })
})
