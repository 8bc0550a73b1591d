import { describe, expect, test } from 'vitest'
import type { SilenceView } from '@mimamori/contract'
import { goldenFiring, withAlert } from '../golden-alerts.ts'
import { alertmanagerStandIn } from '../stand-ins/alertmanager.ts'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'

const now = '2026-11-25T09:00:00.000Z'
const evening = '2026-11-25T18:00:00.000Z'
const reason = 'power work in hall 2'
const equal = (name: string, value: string) => ({ name, value, isRegex: false, isEqual: true })

const arrange = async () => {
  const alertmanager = await alertmanagerStandIn()
  const collector = await collectorInTest({ clock: clockInTest(Date.parse(now)), env: { MIMAMORI_ALERTMANAGER_URL: alertmanager.origin } })
  await collector.enroll({ id: 'pi-kiosk-03', site: 'north' })
  return {
    ...collector,
    alertmanager,
    add: (body: object) => collector.asAdmin({ method: 'POST', url: '/api/silences', body }),
    list: async (): Promise<readonly SilenceView[]> =>
      (await collector.asAdmin({ url: '/api/silences' })).json<{ silences: readonly SilenceView[] }>().silences
  }
}

describe('a silence', () => {
  test('is for a device, a site, a name, or for what is all of them, from now on, under the name of the token', async () => {
    const { add, alertmanager, list } = await arrange()
    expect((await add({ device: 'pi-kiosk-03', until: evening, reason })).statusCode).toBe(201)
    await add({ site: 'north', alertname: 'DeviceSilent', until: '2026-11-26T03:00:00+09:00', reason })
    const common = { startsAt: now, endsAt: evening, createdBy: 'admin', comment: reason }
    expect(alertmanager.silences).toMatchObject([
      { ...common, matchers: [equal('device', 'pi-kiosk-03')] },
      { ...common, matchers: [equal('alertname', 'DeviceSilent'), equal('site', 'north')] }
    ])
    expect((await list()).map(({ state, from, until, by, reason: said }) => [state, from, until, by, said])).toEqual([
      ['active', now, evening, 'admin', reason],
      ['active', now, evening, 'admin', reason]
    ])
  })

  test('of an alert that nobody knows is kept with a warning, which names the one that was perhaps meant; not of one that has fired, or matches a pattern', async () => {
    const { add, list, alertmanager, asAdmin } = await arrange()
    const silence = (alertname: string) => add({ alertname, until: evening, reason })
    expect((await silence('DeviceSilent')).json()).toMatchObject({ warnings: [] })
    expect((await silence('DeviceSilnet')).json()).toMatchObject({
      warnings: ['No alert called DeviceSilnet is known. Did you mean DeviceSilent?']
    })
    expect((await list()).map(({ warnings }) => warnings.length)).toEqual([0, 1])
    expect((await asAdmin({ url: '/api/silences?lang=ja' })).json()).toMatchObject({
      silences: [{}, { warnings: ['「DeviceSilnet」というアラートはありません。「DeviceSilent」の間違いではないか確認してください。'] }]
    })
    expect((await silence('PumpStopped')).json()).toMatchObject({
      warnings: ['No alert called PumpStopped is known yet. It is silenced if a rule of your own has this name.']
    })
    await asAdmin({ method: 'POST', url: '/api/alerts', body: withAlert(goldenFiring, { labels: { alertname: 'PumpStopped' } }) })
    expect((await silence('PumpStopped')).json()).toMatchObject({ warnings: [] })
    alertmanager.silences.at(-1)!.matchers[0]!.isRegex = true
    expect((await list()).at(-1)).toMatchObject({ warnings: [] })
  })

  test('is signed with the name that is given', async () => {
    const { add, alertmanager } = await arrange()
    await add({ site: 'north', until: evening, reason, by: '田中' })
    expect(alertmanager.silences).toMatchObject([{ createdBy: '田中' }])
    expect((await add({ site: 'north', until: evening, reason, by: ' ' })).json()).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: '/by' }]
    })
  })

  test('may begin later, as planned maintenance', async () => {
    const { add, alertmanager } = await arrange()
    await add({ site: 'north', from: '2026-12-01T00:00:00Z', until: '2026-12-02T00:00:00Z', reason })
    expect(alertmanager.silences).toMatchObject([{ startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-02T00:00:00.000Z' }])
  })

  test('is ended, and is in no list after that', async () => {
    const { add, list, asAdmin } = await arrange()
    const { id } = (await add({ site: 'north', until: evening, reason })).json<{ id: string }>()
    const end = () => asAdmin({ method: 'DELETE', url: `/api/silences/${id}` })
    expect((await end()).statusCode).toBe(200)
    expect(await list()).toEqual([])
    expect((await end()).json()).toMatchObject({ code: 'SILENCE_NOT_FOUND' })
  })

  test.each([
    ['everything', {}, '/device'],
    ['no reason', { site: 'north', reason: ' ' }, '/reason'],
    ['a time that has passed', { site: 'north', until: '2026-11-25T08:00:00Z' }, '/until'],
    ['a time before its beginning', { site: 'north', from: '2026-11-25T19:00:00Z' }, '/until'],
    ['years', { site: 'north', until: '2027-11-27T00:00:00Z' }, '/until']
  ])('is not made for %s', async (_what, change, path) => {
    const { add, alertmanager } = await arrange()
    expect((await add({ until: evening, reason, ...change })).json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path }] })
    expect(alertmanager.silences).toEqual([])
  })

  test('is not made for a site that no device has', async () => {
    const { add, alertmanager } = await arrange()
    expect((await add({ site: 'nroth', until: evening, reason })).json()).toMatchObject({ code: 'SITE_NOT_FOUND' })
    expect(alertmanager.silences).toEqual([])
  })

  test('is not made for a device that is not enrolled', async () => {
    const { add } = await arrange()
    expect((await add({ device: 'pi-kiosk-04', until: evening, reason })).json()).toMatchObject({ code: 'CLIENT_DEVICE_NOT_FOUND' })
  })

  test('needs an Alertmanager that answers and takes it', async () => {
    const { add, alertmanager } = await arrange()
    alertmanager.answer(() => ({ status: 400, body: 'bad matcher format' }))
    expect((await add({ site: 'north', until: evening, reason })).json()).toMatchObject({
      code: 'ALERTMANAGER_REFUSED',
      message: 'bad matcher format'
    })
    const { asAdmin } = await collectorInTest()
    expect((await asAdmin({ url: '/api/silences' })).json()).toMatchObject({ code: 'ALERTMANAGER_UNAVAILABLE' })
  })
})
