import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AlertingStatus, AlertList, AlertNotification, ReceiverList } from '@mimamori/contract'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'
import { goldenFiring, goldenResolved, withAlert } from '../golden-alerts.ts'
import { alertOf, notificationOf } from '../notifications.ts'
import { httpStandIn } from '../stand-ins/http-stand-in.ts'
import { asRocketChat } from '../stand-ins/published-formats.ts'

const chat = (origin: string) => ({ name: 'chat', language: 'ja', channel: { type: 'rocketchat', url: `${origin}/hooks/very-secret` } })

test('Alertmanager is answered when the receiver took its message, and otherwise with a status that says whether to try again', async () => {
  const standIn = await httpStandIn(asRocketChat)
  const { app, asAdmin, config } = await collectorInTest()
  await asAdmin({ method: 'POST', url: '/api/receivers', body: chat(standIn.origin) })
  const authorization = `Bearer ${readFileSync(join(config.dataDir, 'tokens/alertmanager'), 'utf8').trim()}`
  const notify = (name = 'chat') =>
    app.inject({
      method: 'POST',
      url: `/api/receivers/${name}/notifications`,
      headers: { authorization },
      body: notificationOf([alertOf('pi-1')])
    })
  expect((await notify()).statusCode).toBe(200)
  expect(standIn.requests).toHaveLength(1)
  standIn.answer(() => ({ status: 503 }))
  expect((await notify()).json()).toMatchObject({ code: 'DELIVERY_FAILED' })
  standIn.answer(() => ({ status: 400, body: 'invalid' }))
  const refused = await notify()
  expect([refused.statusCode, refused.json<object>()]).toEqual([
    422,
    expect.objectContaining({
      code: 'DELIVERY_REFUSED',
      message:
        `${standIn.origin} rejects the message (400: ` +
        '“invalid”). Check the kind of the receiver, and of an HTTP request its headers, its body and how long its text may be.'
    })
  ])
  expect(refused.body).not.toContain('very-secret')
  expect((await notify('nobody-there')).statusCode).toBe(404)
})

test('the list says when an alert was last delivered, ' +
  'and what kept the last message from a receiver until one arrives, also after a restart and when it was changed', async () => {
  const standIn = await httpStandIn(asRocketChat)
  const clock = clockInTest(Date.parse('2026-11-25T09:00:00Z'))
  const first = await collectorInTest({ clock })
  let { asAdmin } = first
  const post = (url: string, body: object) => asAdmin({ method: 'POST', url, body })
  const last = async (lang = 'en') => {
    const { receivers: [receiver] } = (await asAdmin({ url: `/api/receivers?lang=${lang}` })).json<ReceiverList>()
    return [receiver?.lastNotifiedAt, receiver?.lastProblem]
  }
  const undelivered = async () => (await asAdmin({ url: '/api/alerts/status' })).json<AlertingStatus>().undelivered
  await post('/api/receivers', chat(standIn.origin))
  expect(await last()).toEqual([null, null])
  await post('/api/receivers/chat/notifications', goldenFiring)
  standIn.answer(() => ({ status: 404 }))
  await post('/api/receivers/chat/notifications', notificationOf([alertOf('pi-1')]))
  const at = '2026-11-25T09:00:00.000Z'
  expect(await last()).toEqual([at, { at, text: `${standIn.origin} does not know this address (404). Copy the webhook’s address again.` }])
  expect(await last('ja')).toEqual([at, { at, text: expect.stringContaining('（404）') }])
  await first.close();
  ({ asAdmin } = await collectorInTest({ clock, directory: first.config.dataDir }))
  expect(await last('ja')).toEqual([at, { at, text: expect.stringContaining('（404）') }])
  expect(await undelivered()).toEqual(['chat'])
  await asAdmin({ method: 'PATCH', url: '/api/receivers/chat', body: { sites: ['north'] } })
  expect(await last()).toEqual([at, { at, text: expect.stringContaining('(404)') }])
  expect(await undelivered()).toEqual(['chat'])
  standIn.answer(asRocketChat)
  await post('/api/receivers/chat/notifications', notificationOf([alertOf('pi-1')]))
  expect(await last()).toEqual([at, null])
  expect(await undelivered()).toEqual([])
})

test('a failure from a clock that was ahead is taken for one of now, so that it hides no delivery that comes after it', async () => {
  const standIn = await httpStandIn(() => ({ status: 404 }))
  const clock = clockInTest(Date.parse('2028-11-25T09:00:00Z'))
  const { asAdmin, deps: { alerting: { receivers } } } = await collectorInTest({ clock })
  await asAdmin({ method: 'POST', url: '/api/receivers', body: chat(standIn.origin) })
  await asAdmin({ method: 'POST', url: '/api/receivers/chat/notifications', body: goldenFiring })
  const nowMs = Date.parse('2026-11-25T09:00:00Z')
  await receivers.clampTimes(nowMs)
  expect(receivers.lastMessages().get('chat')).toMatchObject({ atMs: nowMs, problem: { en: expect.stringContaining('404') } })
  expect((await asAdmin({ url: '/api/receivers' })).json<ReceiverList>().receivers[0]?.lastProblem?.at).toBe('2026-11-25T09:00:00.000Z')
})

test('that mail was delivered is forgotten with the relay, since it proves nothing of another; that it was not stays', async () => {
  const standIn = await httpStandIn(() => ({ status: 404 }))
  const { asAdmin, deps: { alerting: { receivers } } } = await collectorInTest()
  const relay = (port: number) =>
    asAdmin({
      method: 'PUT',
      url: '/api/receivers/relay',
      body: { host: 'mail.factory.lan', port, from: 'mimamori@factory.lan', tls: 'none' }
    })
  await relay(25)
  await asAdmin({
    method: 'POST',
    url: '/api/receivers',
    body: { name: 'line3', language: 'ja', channel: { type: 'email', to: ['line3@factory.lan'] } }
  })
  await asAdmin({
    method: 'POST', url: '/api/receivers', body: { name: 'chief', language: 'ja', channel: { type: 'email', to: ['chief@factory.lan'] } }
  })
  await asAdmin({ method: 'POST', url: '/api/receivers', body: chat(standIn.origin) })
  await receivers.recordMessage(receivers.get('line3'), { atMs: 1, problem: undefined })
  await receivers.recordMessage(receivers.get('chief'), { atMs: 1, problem: { en: 'refused', ja: '拒否' } })
  await asAdmin({ method: 'POST', url: '/api/receivers/chat/notifications', body: goldenFiring })
  expect([...receivers.lastMessages().keys()]).toEqual(['line3', 'chief', 'chat'])
  await relay(587)
  expect([...receivers.lastMessages().keys()]).toEqual(['chat', 'chief'])
})

test('an alert has only those as notified who took it', async () => {
  const standIn = await httpStandIn(() => ({ status: 500 }))
  const { asAdmin } = await collectorInTest()
  await asAdmin({ method: 'POST', url: '/api/receivers', body: chat(standIn.origin) })
  const notified = async () => (await asAdmin({ url: '/api/alerts' })).json<AlertList>().alerts.flatMap((alert) => alert.notified)
  const notify = () => asAdmin({ method: 'POST', url: '/api/receivers/chat/notifications', body: goldenFiring })
  await asAdmin({ method: 'POST', url: '/api/alerts', body: goldenFiring })
  await notify()
  expect(await notified()).toEqual([])
  standIn.answer(asRocketChat)
  await notify()
  expect(await notified()).toMatchObject([{ receiver: 'chat', state: 'firing', delivered: true }])
})

test('a reminder of what somebody sees to is not sent, while what is new beside it and its end are', async () => {
  const standIn = await httpStandIn(asRocketChat)
  const { asAdmin } = await collectorInTest()
  await asAdmin({ method: 'POST', url: '/api/receivers', body: chat(standIn.origin) })
  const notify = async (body: AlertNotification): Promise<number> => {
    expect((await asAdmin({ method: 'POST', url: '/api/receivers/chat/notifications', body })).statusCode).toBe(200)
    return standIn.requests.length
  }
  const [{ fingerprint }] = goldenFiring.alerts as [AlertNotification['alerts'][number]]
  await asAdmin({ method: 'POST', url: '/api/alerts', body: goldenFiring })
  await asAdmin({ method: 'POST', url: `/api/alerts/${fingerprint}/acknowledge`, body: { by: 'sato' } })
  expect(await notify(goldenFiring)).toBe(1)
  expect(await notify(goldenFiring)).toBe(1)
  const other = { ...goldenFiring.alerts[0]!, fingerprint: '3'.repeat(16) }
  expect(await notify({ ...goldenFiring, alerts: [...goldenFiring.alerts, other] })).toBe(2)
  expect(await notify(goldenFiring)).toBe(2)
  await asAdmin({ method: 'DELETE', url: `/api/alerts/${fingerprint}/acknowledge` })
  expect(await notify(goldenFiring)).toBe(3)
  await asAdmin({ method: 'POST', url: '/api/alerts', body: goldenResolved })
  expect(await notify(goldenResolved)).toBe(4)
  // Once for each.
  expect(await notify(goldenResolved)).toBe(4)
})

test('an end that only the server’s clock brought about, which was set ahead, is sent to nobody', async () => {
  const standIn = await httpStandIn(asRocketChat)
  let [elapsedMs, setMs] = [0, 0]
  const clock = { nowMs: () => Date.parse('2026-11-25T07:00:00Z') + elapsedMs + setMs, monotonicMs: () => elapsedMs }
  const { asAdmin, deps: { clockGuard } } = await collectorInTest({ clock })
  await clockGuard.confirm()
  await asAdmin({ method: 'POST', url: '/api/receivers', body: chat(standIn.origin) })
  const notify = async (body: AlertNotification): Promise<number> =>
    (await asAdmin({ method: 'POST', url: '/api/receivers/chat/notifications', body })).statusCode
  await asAdmin({ method: 'POST', url: '/api/alerts', body: goldenFiring })
  expect(await notify(goldenFiring)).toBe(200)
  setMs = 2 * 3_600_000
  // All that Alertmanager knows; Prometheus then sends it again.
  await asAdmin({ method: 'POST', url: '/api/alerts', body: goldenResolved })
  expect(await notify(goldenResolved)).toBe(502)
  await asAdmin({ method: 'POST', url: '/api/alerts', body: goldenFiring })
  elapsedMs = 240_000
  expect(await notify(goldenResolved)).toBe(502)
  expect(standIn.requests).toHaveLength(1)
  await asAdmin({ method: 'POST', url: '/api/alerts', body: goldenResolved })
  expect(await notify(goldenResolved)).toBe(200)
  expect(standIn.requests).toHaveLength(2)
})

test('a late end, which to Alertmanager is an alert that fires, reaches a program as the end of the alert, and is kept as its end', async () => {
  const standIn = await httpStandIn(() => ({}))
  const {
    asAdmin,
    deps: {
      alerting: { alerts }
    }
  } = await collectorInTest()
  await asAdmin({
    method: 'POST',
    url: '/api/receivers',
    body: { name: 'program', language: 'en', channel: { type: 'webhook', url: standIn.origin } }
  })
  await alerts.accept(goldenFiring, { receiver: 'program', isDelivered: true })
  await alerts.accept(goldenResolved)
  const [{ fingerprint, labels, annotations, endsAt }] = goldenResolved.alerts as [AlertNotification['alerts'][number]]
  const late = withAlert(
    { ...goldenFiring, receiver: 'program/end', commonLabels: { ...goldenFiring.commonLabels, mimamori_late_end: 'program' } },
    {
      fingerprint: '1'.repeat(16),
      labels: { ...labels, mimamori_late_end: 'program' },
      annotations: { ...annotations, mimamori_fingerprint: fingerprint, mimamori_ends_at: endsAt }
    }
  )
  expect((await asAdmin({ method: 'POST', url: '/api/receivers/program/notifications', body: late })).statusCode).toBe(200)
  const {
    status,
    receiver,
    commonLabels,
    alerts: [sent]
  } = JSON.parse(standIn.requests[0]!.body) as AlertNotification
  expect({ status, receiver, commonLabels, sent }).toEqual({
    status: 'resolved',
    receiver: 'program',
    commonLabels: goldenFiring.commonLabels,
    sent: expect.objectContaining({ status: 'resolved', fingerprint, labels, annotations, endsAt })
  })
  expect((await asAdmin({ url: '/api/alerts' })).json()).toMatchObject({
    alerts: [
      {
        fingerprint,
        state: 'resolved',
        notified: [
          { receiver: 'program', state: 'firing' },
          { receiver: 'program', state: 'resolved' }
        ]
      }
    ]
  })
})

test('nobody but Alertmanager and administrators can have the collector notify anyone', async () => {
  const { app, asAdmin } = await collectorInTest()
  const { token } = (await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'wall', role: 'viewer' } })).json<{
    token: string
  }>()
  const answer = await app.inject({
    method: 'POST',
    url: '/api/receivers/chat/notifications',
    headers: { authorization: `Bearer ${token}` },
    body: notificationOf([])
  })
  expect(answer.json()).toMatchObject({ code: 'ROLE_REQUIRED' })
})
