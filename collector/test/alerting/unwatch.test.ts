import { expect, test } from 'vitest'
import { unwatcher } from '../../src/alerting/alerts/unwatch.ts'
import { collectorInTest } from '../collector-in-test.ts'
import { until } from '../until.ts'
import { goldenFiring, withAlert } from './golden-alerts.ts'
import { held, minuteMs, nowMs, pastStartup, reconcilerInTest, watchdog } from './reconciler-in-test.ts'

const { labels, annotations, startsAt } = goldenFiring.alerts[0]!
const device = labels['device']!
const at = (minutes: number): string => new Date(nowMs + minutes * minuteMs).toISOString()
const other = withAlert(goldenFiring, { fingerprint: '1'.repeat(16), labels: { ...labels, device: 'pi-2' } })

test('what is no longer watched ends with the reason; ' +
  'Prometheus’ own end is held back, and then Alertmanager is given the reason', async () => {
  const { alerts, alertmanager, clock, client, look, views } = await reconcilerInTest()
  await look(pastStartup)
  const startMs = clock.nowMs()
  for (const message of [goldenFiring, other]) await alerts.accept(message, { receiver: 'chat', isDelivered: true })
  alertmanager.holds = [watchdog, held({ fingerprint: '1'.repeat(16) })]
  await unwatcher({ alerts, client, clock })(device, () => 'retired')
  const ended = { labels, startsAt: new Date(startsAt).toISOString() }
  expect(alertmanager.given.splice(0)).toEqual([
    { labels: { ...labels, mimamori_late_end: 'collector' }, annotations: {}, endsAt: at(pastStartup + 25) },
    { ...ended, annotations, endsAt: at(pastStartup) }
  ])
  const end = {
    state: 'resolved', endsAt: new Date(startMs).toISOString(), annotations: { ...annotations, mimamori_end_reason: 'retired' }
  }
  expect((await views()).toSorted((a, b) => a.device!.localeCompare(b.device!))).toMatchObject([
    { device: 'pi-2', state: 'firing' }, { device, ...end }
  ])
  await look(26)
  expect(alertmanager.given).toEqual([])
  await look()
  expect(alertmanager.given).toEqual([{ ...ended, annotations: end.annotations, endsAt: at(pastStartup) }])
})

test('nothing is given where the device is watched on, or nothing of it fires', async () => {
  const { alerts, alertmanager, clock, client } = await reconcilerInTest()
  await alerts.accept(other)
  await unwatcher({ alerts, client, clock })(device, () => 'paused')
  await unwatcher({ alerts, client, clock })('pi-2', () => undefined)
  expect(alertmanager.given).toEqual([])
})

test('a device that is paused, or moved to another site, has its alerts ended so', async () => {
  const { asAdmin, deps: { alerting: { alerts } }, enroll } = await collectorInTest()
  for (const id of [device, 'pi-2']) await enroll({ id, site: 'north' })
  for (const message of [goldenFiring, other]) await alerts.accept(message)
  await asAdmin({ method: 'POST', url: `/api/clients/${device}/pause`, body: {} })
  await asAdmin({ method: 'PATCH', url: '/api/clients/pi-2', body: { site: 'south' } })
  await until('the ends', async () => (await alerts.list({ state: 'resolved', limit: 2 })).length === 2)
  const reasons = (await alerts.list({ limit: 2 })).map(({ view }) => [view.device, view.annotations['mimamori_end_reason']])
  expect(Object.fromEntries(reasons)).toEqual({ [device]: 'paused', 'pi-2': 'moved' })
})
