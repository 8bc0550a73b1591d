import { expect, test } from 'vitest'
import type { AlertList, AlertNotification } from '@mimamori/contract'
import { endUnwatched } from '../../src/alerts/lifecycle/unwatch.ts'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { until } from '../until.ts'
import { goldenFiring, goldenResolved, withAlert } from './golden-alerts.ts'
import { held, pastStartup, reconcilerInTest, watchdog } from './reconciler-in-test.ts'
import { httpStandIn } from './stand-ins/http-stand-in.ts'

const { labels, annotations, fingerprint } = goldenFiring.alerts[0]!
const device = labels['device']!
const other = withAlert(goldenFiring, { fingerprint: '1'.repeat(16), labels: { ...labels, device: 'pi-2' } })

/** A store in which the golden alert has ended so, and the other one fires. */
const ended = async () => {
  const all = await reconcilerInTest()
  await all.look(pastStartup)
  for (const message of [goldenFiring, other]) await all.alerts.accept(message, { receiver: 'chat', isDelivered: true })
  await endUnwatched(all.alerts, { device }, () => 'paused')
  return { ...all, state: async () => (await all.views()).find((view) => view.device === device)!.state }
}

test('what is no longer watched ends with the reason, and nothing else does', async () => {
  const { alerts, views } = await ended()
  await endUnwatched(alerts, { device: 'pi-2' }, () => undefined)
  const states = (await views()).map((view) => [view.device, view.state, view.annotations['mimamori_end_reason']])
  expect(states.toSorted()).toEqual([['pi-2', 'firing', undefined], [device, 'resolved', 'paused']])
})

test('it stays ended while Prometheus sends it, and fires on if Prometheus goes on with it and it is watched again', async () => {
  const { alerts, alertmanager, look, registry, state } = await ended()
  registry.paused = [device]
  alertmanager.holds = [watchdog, held(), held({ fingerprint: '1'.repeat(16) })]
  await alerts.accept(goldenFiring)
  await look(7)
  expect(await state()).toBe('resolved')
  registry.paused = []
  await look()
  expect(await state()).toBe('firing')
})

test('Alertmanager is given its end if Prometheus hangs', async () => {
  const { alertmanager, clock, look, registry } = await ended()
  registry.paused = [device]
  const sent = { updatedAt: new Date(clock.nowMs()).toISOString(), endsAt: new Date(clock.nowMs() + 480_000).toISOString() }
  alertmanager.holds = [watchdog, held({ generatorURL: 'http://prometheus/graph', ...sent })]
  await look(6)
  expect(alertmanager.given).toMatchObject([{ labels, annotations, endsAt: new Date(clock.nowMs() - 60_000).toISOString() }])
})

test('the message of Prometheus’ end has the reason; nothing is sent of it while the device is off, nor twice', async () => {
  const standIn = await httpStandIn(() => ({}))
  const clock = clockInTest(Date.parse('2026-11-25T09:00:00Z'))
  const { asAdmin, enroll } = await collectorInTest({ clock })
  await enroll({ id: device, site: labels['site'], role: labels['role'] })
  const post = (url: string, body: object) => asAdmin({ method: 'POST', url, body })
  await post('/api/receivers', { name: 'program', language: 'en', channel: { type: 'webhook', url: standIn.origin } })
  const notify = async (body: AlertNotification): Promise<readonly AlertNotification[]> => {
    const before = standIn.requests.length
    await post('/api/alerts', body)
    expect((await post('/api/receivers/program/notifications', body)).statusCode).toBe(200)
    return standIn.requests.slice(before).map((request) => JSON.parse(request.body) as AlertNotification)
  }
  expect(await notify(goldenFiring)).toHaveLength(1)
  await post(`/api/clients/${device}/pause`, {})
  await until('the end', async () => (await asAdmin({ url: '/api/alerts?state=resolved' })).json<AlertList>().alerts.length === 1)
  const firesToo = { ...goldenFiring, alerts: [...goldenFiring.alerts, ...other.alerts] }
  expect((await notify(firesToo)).map(({ alerts }) => alerts.map((alert) => alert.fingerprint))).toEqual([['1'.repeat(16)]])
  const [end] = await notify(goldenResolved)
  expect(end).toMatchObject({ status: 'resolved', alerts: [{ fingerprint, annotations: { mimamori_end_reason: 'paused' } }] })
  for (const again of [goldenFiring, goldenResolved]) expect(await notify(again)).toEqual([])
  await post(`/api/clients/${device}/resume`, {})
  clock.advance(60_000)
  expect(await notify(withAlert(goldenFiring, { startsAt: '2026-11-25T09:00:30Z' }))).toHaveLength(1)
})

test('alerts of a device that is moved end so, and that of a silent site once too few of its silent devices are left', async () => {
  const clock = clockInTest(Date.parse('2026-11-24T09:00:00Z'))
  const { asAdmin, deps: { alerting: { alerts }, connections, registry }, enroll } = await collectorInTest({ clock })
  const fresh = 'pi-11'
  const all = [device, ...Array.from({ length: 9 }, (_, index) => `pi-${index + 2}`), fresh]
  for (const id of all) await enroll({ id, site: 'north' })
  for (const id of all) registry.markSeen(id)
  await until('all active', () => registry.all().every(({ state }) => state === 'active'))
  clock.advance(13 * 3_600_000)
  connections.seen({ deviceId: fresh, atMs: clock.nowMs() })
  const silentSite = withAlert(goldenFiring, { fingerprint: '2'.repeat(16), labels: { alertname: 'SiteSilent', site: 'north' } })
  for (const message of [goldenFiring, other, silentSite]) await alerts.accept(message)
  const reasons = async () => Object.fromEntries((await alerts.list({ state: 'resolved', limit: 3 }))
    .map(({ view }) => [view.device ?? view.name, view.annotations['mimamori_end_reason']]))
  await asAdmin({ method: 'PATCH', url: '/api/clients/pi-2', body: { site: 'south' } })
  await until('the end of its alert', async () => 'pi-2' in await reasons())
  expect(await reasons()).toEqual({ 'pi-2': 'moved' })
  await asAdmin({ method: 'POST', url: `/api/clients/${device}/pause`, body: {} })
  await until('all ends', async () => Object.keys(await reasons()).length === 3)
  expect(await reasons()).toEqual({ [device]: 'paused', 'pi-2': 'moved', SiteSilent: 'paused' })
})
