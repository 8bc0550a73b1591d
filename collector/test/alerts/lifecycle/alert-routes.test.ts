import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AlertGroup, AlertList, AlertNotification, AlertView } from '@mimamori/contract'
import { createAlerts } from '../../../src/alerts/lifecycle/stored-alerts.ts'
import { clockInTest, collectorInTest, type CollectorInTest } from '../../collector-in-test.ts'
import { goldenEnd, goldenFingerprint, goldenFiring, goldenResolved, goldenStart, withAlert } from '../golden-alerts.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const nowMs = Date.parse('2026-11-25T09:00:00Z')
const arrange = async (directory?: string) => {
  const clock = clockInTest(nowMs)
  const collector = await collectorInTest({ clock, ...directory !== undefined && { directory } })
  const { app, asAdmin, config } = collector
  const authorization = `Bearer ${readFileSync(join(config.dataDir, 'tokens/alertmanager'), 'utf8').trim()}`
  return {
    ...collector,
    clock,
    /** As Alertmanager. */
    notify: async (body: AlertNotification, query = '') => {
      const answer = await app.inject({ method: 'POST', url: `/api/alerts${query}`, headers: { authorization }, body })
      if (answer.statusCode !== 200) throw new Error(answer.body)
    },
    list: async (query = ''): Promise<readonly AlertView[]> => (await asAdmin({ url: `/api/alerts${query}` })).json<AlertList>().alerts
  }
}
const acknowledge = ({ asAdmin }: CollectorInTest, body?: object, fingerprint = goldenFingerprint) =>
  asAdmin({ method: 'POST', url: `/api/alerts/${fingerprint}/acknowledge`, ...body && { body } })
/** The same alert, later by these hours. */
const later = (message: AlertNotification, hours: number): AlertNotification => {
  const shifted = (text: string) => text.startsWith('0001') ? text : new Date(Date.parse(text) + hours * 3_600_000).toISOString()
  return {
    ...message,
    alerts: message.alerts.map((alert) => ({ ...alert, startsAt: shifted(alert.startsAt), endsAt: shifted(alert.endsAt) }))
  }
}

describe('an alert', () => {
  test('is kept from its start to its end, however often Alertmanager repeats either', async () => {
    const { notify, list } = await arrange()
    await notify(goldenFiring)
    await notify(goldenFiring)
    const { labels, annotations } = goldenFiring.alerts[0]!
    const firing = {
      fingerprint: goldenFingerprint,
      name: 'DeviceSilent',
      severity: 'critical',
      device: 'pi-kiosk-03',
      site: 'north',
      state: 'firing',
      startsAt: goldenStart,
      endsAt: null,
      offHours: false,
      suppression: null,
      labels,
      annotations,
      acknowledgement: null,
      notified: []
    }
    expect(await list()).toEqual([firing])
    await notify(goldenResolved)
    await notify(goldenResolved)
    expect(await list()).toEqual([{ ...firing, state: 'resolved', endsAt: goldenEnd }])
  })

  test('outlives a restart of the collector', async () => {
    const directory = temporaryDirectory()
    const first = await arrange(directory)
    await first.notify(goldenFiring)
    await first.close()
    const { notify, list } = await arrange(directory)
    expect(await list('?state=firing')).toHaveLength(1)
    await notify(goldenResolved)
    expect(await list('?state=firing')).toEqual([])
  })

  test('that begins again is another one', async () => {
    const { notify, list } = await arrange()
    for (const message of [goldenFiring, goldenResolved, later(goldenFiring, 3)]) await notify(message)
    expect((await list()).map(({ state, startsAt }) => [state, startsAt])).toEqual([
      ['firing', '2026-11-25T08:00:03.137Z'],
      ['resolved', goldenStart]
    ])
  })

  test('goes on from its first start, where Alertmanager forgot that one, and with the texts of now', async () => {
    const { notify, list } = await arrange()
    await notify(goldenFiring)
    await notify(withAlert(later(goldenFiring, 1), { annotations: { summary: 'Still silent.' } }))
    expect(await list()).toMatchObject([{ state: 'firing', startsAt: goldenStart, annotations: { summary: 'Still silent.' } }])
    await notify(later(goldenResolved, 1))
    expect(await list()).toMatchObject([{ state: 'resolved', startsAt: goldenStart, endsAt: '2026-11-25T08:12:33.137Z' }])
  })

  test('whose start was not heard is kept from its end', async () => {
    const { notify, list } = await arrange()
    await notify(goldenResolved)
    await notify(goldenResolved)
    expect(await list()).toMatchObject([{ state: 'resolved', startsAt: goldenStart, endsAt: goldenEnd }])
  })

  test('is not ended by the end of an earlier one that comes late, nor begun again by its start', async () => {
    const { notify, list } = await arrange()
    await notify(later(goldenFiring, 3))
    await notify(goldenResolved)
    expect(await list('?state=firing')).toMatchObject([{ startsAt: '2026-11-25T08:00:03.137Z' }])
  })

  test('that fires on with the start of one that ended has not ended', async () => {
    const { notify, list } = await arrange()
    for (const message of [goldenFiring, goldenResolved, goldenFiring]) await notify(message)
    expect(await list()).toMatchObject([{ state: 'firing', startsAt: goldenStart, endsAt: null }])
  })

  test('says who was sent it and its end, and when first and last; what was not delivered is no first', async () => {
    const { notify, list, clock, deps: { alerting: { alerts } } } = await arrange()
    await notify(goldenFiring, '?receiver=maintenance')
    clock.advance(60_000)
    await notify(goldenFiring, '?receiver=maintenance')
    await alerts.accept(goldenFiring, { receiver: 'maintenance', isDelivered: true })
    clock.advance(60_000)
    await alerts.accept(goldenFiring, { receiver: 'maintenance', isDelivered: true })
    await notify(goldenResolved, '?receiver=maintenance')
    expect((await list())[0]?.notified).toEqual([
      {
        receiver: 'maintenance',
        state: 'firing',
        firstAt: '2026-11-25T09:01:00.000Z',
        lastAt: '2026-11-25T09:02:00.000Z',
        delivered: true
      },
      {
        receiver: 'maintenance',
        state: 'resolved',
        firstAt: '2026-11-25T09:02:00.000Z',
        lastAt: '2026-11-25T09:02:00.000Z',
        delivered: false
      }
    ])
  })

  test('is acknowledged under the name of the token or the one that is given, until that is withdrawn or it ends', async () => {
    const collector = await arrange()
    const { notify, list, asAdmin } = collector
    await notify(goldenFiring)
    expect((await acknowledge(collector, { note: 'cable ordered' })).json()).toMatchObject({
      alert: { acknowledgement: { by: 'admin', at: '2026-11-25T09:00:00.000Z', note: 'cable ordered' } }
    })
    expect((await acknowledge(collector)).json()).toMatchObject({ alert: { acknowledgement: { by: 'admin', note: null } } })
    expect((await acknowledge(collector, { by: '田中' })).json()).toMatchObject({ alert: { acknowledgement: { by: '田中' } } })
    await asAdmin({ method: 'DELETE', url: `/api/alerts/${goldenFingerprint}/acknowledge` })
    expect((await list())[0]?.acknowledgement).toBeNull()
    await acknowledge(collector)
    await notify(goldenResolved)
    await notify(later(goldenFiring, 3))
    expect((await list()).map(({ acknowledgement }) => acknowledgement?.by)).toEqual([undefined, 'admin'])
  })

  test('that ends just after it was acknowledged was acknowledged', async () => {
    const { notify, deps: { storage }, clock } = await arrange()
    await notify(goldenFiring)
    const alerts = createAlerts({ clock, storage: {
      ...storage,
      query: (name, parameters) => storage.query(name, parameters),
      async commit (statements) {
        const result = await storage.commit(statements)
        await notify(goldenResolved)
        return result
      }
    } })
    expect(await alerts.acknowledge(goldenFingerprint, { by: 'sato' })).toMatchObject({
      state: 'resolved',
      acknowledgement: { by: 'sato' }
    })
  })

  test('is not acknowledged where it does not fire', async () => {
    const collector = await arrange()
    expect((await acknowledge(collector)).json()).toMatchObject({ code: 'ALERT_NOT_FOUND' })
    await collector.notify(goldenResolved)
    expect((await acknowledge(collector)).statusCode).toBe(404)
    expect((await acknowledge(collector, {}, 'nonsense')).json()).toMatchObject({ code: 'VALIDATION_FAILED' })
  })
})

describe('the list of alerts', () => {
  const alertOf = (number: number) => withAlert(goldenFiring, {
    fingerprint: number.toString(16).padStart(16, '0'),
    startsAt: new Date(nowMs - number * 60_000).toISOString(),
    labels: { alertname: number % 2 === 0 ? 'DiskFull' : 'DeviceSilent', device: `pi-${number}`, site: number < 3 ? 'north' : 'south' }
  })

  test('is found by device, site, name and state', async () => {
    const { notify, list } = await arrange()
    for (const number of [1, 2, 3, 4]) await notify(alertOf(number))
    await notify(withAlert(alertOf(4), { status: 'resolved', endsAt: new Date(nowMs).toISOString() }))
    const devices = async (query: string) => (await list(query)).map(({ device }) => device)
    expect(await devices('?device=pi-2')).toEqual(['pi-2'])
    expect(await devices('?site=north')).toEqual(['pi-1', 'pi-2'])
    expect(await devices('?name=DiskFull&state=firing')).toEqual(['pi-2'])
    expect(await devices('?state=resolved')).toEqual(['pi-4'])
  })

  test('comes in pages, without gaps and without repeats', async () => {
    const { notify, asAdmin } = await arrange()
    await notify({
      ...goldenFiring,
      alerts: [1, 2, 3, 4, 5].flatMap((number) =>
        alertOf(Math.ceil(number / 2)).alerts.map((alert) => ({ ...alert, fingerprint: `000000000000000${number}` }))
      )
    })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page: AlertList = (await asAdmin({ url: `/api/alerts?limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}` })).json()
      seen.push(...page.alerts.map(({ fingerprint }) => fingerprint.slice(-1)))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual(['2', '1', '4', '3', '5'])
  })

  test('is counted by severity, and what names none of ours is a warning', async () => {
    const { notify, asAdmin } = await arrange()
    for (const [index, severity] of ['critical', 'critical', 'page', 'info'].entries()) {
      await notify(withAlert(alertOf(index + 1), { labels: { alertname: 'DiskFull', severity } }))
    }
    await notify(withAlert(alertOf(1), { status: 'resolved', endsAt: new Date(nowMs).toISOString() }))
    expect((await asAdmin({ url: '/api/alerts/status' })).json()).toMatchObject({
      firing: { critical: 1, warning: 1, info: 1 },
      suppressed: 0
    })
  })

  test('is grouped by name, severity and site: the most severe first, then what nobody sees to, with when it began and some devices', async () => {
    const { notify, asAdmin, ...collector } = await arrange()
    const groups = async () => (await asAdmin({ url: '/api/alerts/groups' })).json<{ groups: readonly AlertGroup[] }>().groups
    expect(await groups()).toEqual([])
    // None lies ahead, where the collector would correct it.
    const at = (minutes: number) => new Date(nowMs + (minutes - 10) * 60_000).toISOString()
    const fire = (index: number, alertname: string, severity?: string, site?: string) =>
      notify(
        withAlert(alertOf(index), {
          startsAt: at(index),
          labels: { alertname, ...(severity !== undefined && { severity }), device: `pi-${index}`, ...(site !== undefined && { site }) },
          annotations: { summary: alertname }
        })
      )
    for (const index of [4, 1, 2, 3]) await fire(index, 'DeviceSilent', 'critical', 'north')
    await fire(5, 'DeviceSilent', 'critical', 'south')
    await fire(6, 'DiskFull', 'page')
    await fire(7, 'DiskFull', 'warning')
    await fire(8, 'DiskFull', undefined)
    await fire(9, 'DiskFull', 'info')
    const { fingerprint } = alertOf(5).alerts[0]!
    expect((await acknowledge({ ...collector, asAdmin }, {}, fingerprint)).statusCode).toBe(200)
    expect(await groups()).toMatchObject([
      {
        name: 'DeviceSilent',
        severity: 'critical',
        site: 'north',
        count: 4,
        acknowledged: 0,
        oldest: at(1),
        newest: at(4),
        devices: ['pi-1', 'pi-2', 'pi-3'],
        annotations: { summary: 'DeviceSilent' }
      },
      { name: 'DeviceSilent', site: 'south', count: 1, acknowledged: 1 },
      { name: 'DiskFull', severity: 'warning', site: null, count: 3, devices: ['pi-6', 'pi-7', 'pi-8'] },
      { name: 'DiskFull', severity: 'info', count: 1 }
    ])
    await notify(withAlert(alertOf(9), { status: 'resolved', startsAt: at(9), endsAt: at(10) }))
    expect((await groups()).map(({ severity }) => severity)).toEqual(['critical', 'critical', 'warning'])
  })

  test('marks what is suppressed, and leaves it out of counts and groups', async () => {
    const { notify, deps: { storage }, clock } = await arrange()
    for (const number of [1, 2]) await notify(alertOf(number))
    const suppression = { silencedBy: [{ id: 's1', by: '田中', until: '2026-11-25T18:00:00.000Z', reason: 'power work' }], inhibitedBy: [] }
    const alerts = createAlerts({
      storage,
      clock,
      suppressions: () =>
        new Map([
          [alertOf(1).alerts[0]!.fingerprint, suppression],
          ['f'.repeat(16), suppression]
        ])
    })
    expect((await alerts.list({ limit: 10 })).map(({ view }) => [view.device, view.suppression])).toEqual([
      ['pi-1', suppression],
      ['pi-2', null]
    ])
    expect([await alerts.counts(), await alerts.suppressed()]).toEqual([{ critical: 0, warning: 1, info: 0 }, 1])
    expect((await alerts.groups()).map(({ devices }) => devices)).toEqual([['pi-2']])
    await notify(withAlert(alertOf(1), { status: 'resolved', endsAt: new Date(nowMs).toISOString() }))
    expect((await alerts.list({ limit: 10 })).map(({ view }) => view.suppression)).toEqual([null, null])
    expect(await alerts.suppressed()).toBe(0)
  })

  test('forgets what is too old, and never what fires', async () => {
    const { notify, list, deps } = await arrange()
    await notify(alertOf(1))
    await notify(goldenResolved)
    await deps.alerting.alerts.removeOld(Date.parse(goldenEnd))
    expect(await list()).toHaveLength(2)
    await deps.alerting.alerts.removeOld(nowMs)
    expect((await list()).map(({ device }) => device)).toEqual(['pi-1'])
  })

  test('has no time in the future once the clock was set back', async () => {
    const { notify, list, deps } = await arrange()
    await notify(later(goldenFiring, 10), '?receiver=maintenance')
    await deps.alerting.alerts.clampTimes(nowMs - 1000)
    expect(await list()).toMatchObject([{ startsAt: '2026-11-25T08:59:59.000Z', notified: [{ lastAt: '2026-11-25T08:59:59.000Z' }] }])
  })
})

test('alerts are sent by Alertmanager, read by viewers, and acknowledged by administrators', async () => {
  const { app, asAdmin } = await arrange()
  const { token } = (await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'wall', role: 'viewer' } })).json<{
    token: string
  }>()
  const headers = { authorization: `Bearer ${token}` }
  expect((await app.inject({ url: '/api/alerts', headers })).statusCode).toBe(200)
  expect((await app.inject({ method: 'POST', url: '/api/alerts', headers, body: goldenFiring })).json()).toMatchObject({
    code: 'ROLE_REQUIRED'
  })
  expect((await app.inject({ method: 'POST', url: `/api/alerts/${goldenFingerprint}/acknowledge`, headers })).json()).toMatchObject({
    code: 'ROLE_REQUIRED'
  })
})
