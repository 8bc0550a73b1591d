import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, expect, test } from 'vitest'
import type { AlertView } from '@mimamori/contract'
import { alerts } from '@mimamori/dashboards'
import { createKeepAlive } from '../../collector/src/alerts/lifecycle/keep-alive.ts'
import { createReconciler } from '../../collector/src/alerts/lifecycle/reconcile.ts'
import { prometheusClient } from '../../collector/src/devices/prometheus/prometheus-client.ts'
import { httpStandIn, type HttpStandIn } from '../../collector/test/alerts/stand-ins/http-stand-in.ts'
import { asSlack } from '../../collector/test/alerts/stand-ins/published-formats.ts'
import { smtpServer, type SmtpServer } from '../../collector/test/alerts/stand-ins/smtp-server.ts'
import { clockInTest } from '../../collector/test/collector-in-test.ts'
import { until } from '../../collector/test/until.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { startAlertingStack, type AlertingStack } from './alerting-stack.ts'
import { reportStatus } from './former-devices.ts'
import { describeWith } from './processes.ts'
import { alertmanagerProgram, prometheusProgram } from './real-peers.ts'

const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()
const { en: { summary }, ja: { summary: summaryJa } } = alerts.find(({ name }) => name === 'DeviceSilent')!
const formerly = { role: 'kiosk', enrolledAt: ago(48), lastSeenAt: ago(13) }

/**
 * Time is moved by what was recorded, thirteen hours ago. Each program dies as in a power cut, and starts again on what it has written
 * down.
 */
describeWith(
  prometheusProgram,
  alertmanagerProgram,
  '/usr/bin/amtool'
)('an alert on its way to its receivers, by the real Prometheus and Alertmanager', () => {
  const ended = untilAllEnd()
  let stack: AlertingStack
  let smtp: SmtpServer
  let chat: HttpStandIn

  /** What each has got about a device, in order. */
  const mails = (device: string): readonly string[] => smtp.mails.filter(({ text }) => text.includes(device)).map(({ subject }) => subject)
  const chats = (device: string): readonly string[] =>
    chat.requests
      .filter(({ body }) => body.includes(device))
      .map(({ body }) => (JSON.parse(body) as { attachments: [{ title: string }] }).attachments[0].title)
  const alertOf = async (device: string): Promise<AlertView | undefined> =>
    ((await stack.collector.admin('GET', `/api/alerts?device=${device}`)) as { readonly alerts: readonly AlertView[] }).alerts[0]
  /** The message itself can come a moment after the collector's account of it. */
  const untilNotified = async (device: string, state: AlertView['state']): Promise<AlertView> => {
    const view = await until(`${device} is ${state} by the collector’s account, and both were notified`, async () => {
      const alert = await alertOf(device)
      return alert?.state === state &&
        ['chat', 'mail'].every((name) => alert.notified.some((each) => each.receiver === name && each.state === state))
        ? alert
        : undefined
    })
    const messages = state === 'firing' ? 1 : 2
    await until(`the messages about ${device}`, () => mails(device).length >= messages && chats(device).length >= messages)
    return view
  }
  const untilHeld = (device: string): Promise<unknown> =>
    until(`Alertmanager holds ${device}`, async () =>
      (await stack.alertmanager.alerts()).some(({ labels }) => labels['device'] === device)
    )
  /** What it has sent until now is on the disk within a second. */
  const untilWrittenDown = async (): Promise<unknown> => {
    const since = Date.now() + 500
    return until(
      'Alertmanager’s log of notifications on the disk',
      () => (statSync(join(stack.directory, 'alertmanager', 'nflog'), { throwIfNoEntry: false })?.mtimeMs ?? 0) > since
    )
  }

  beforeAll(async () => {
    smtp = await smtpServer(undefined, ended)
    chat = await httpStandIn(asSlack, ended)
    stack = await startAlertingStack({
      devices: ['one', 'two', 'three'].map((name) => ({ id: `pi-${name}`, site: `site-${name}`, ...formerly })),
      async addReceivers (collector) {
        await collector.admin('PUT', '/api/receivers/relay', {
          host: '127.0.0.1',
          port: smtp.port,
          from: 'mimamori@factory.lan',
          tls: 'none'
        })
        await collector.admin('POST', '/api/receivers', {
          name: 'mail',
          language: 'ja',
          channel: { type: 'email', to: ['line3@factory.lan'] }
        })
        await collector.admin('POST', '/api/receivers', {
          name: 'chat',
          language: 'en',
          channel: { type: 'slack', url: `${chat.origin}/hooks/a` }
        })
      },
      over: ended
    })
  })

  test('comes once to each, in the language of each and with what to do, and stands in the alert log', async () => {
    for (const device of ['pi-one', 'pi-two']) await untilNotified(device, 'firing')
    expect(mails('pi-one')).toEqual([`【警告】pi-one：${summaryJa}（site-one）`])
    expect(smtp.mails.find(({ text }) => text.includes('pi-one'))!.text).toMatch(
      /^pi-one（site-one）\r\npi-one（site-one）から.*\r\n詳細：http.*\/admin\/devices\/pi-one\r\n\r\n対応手順書：http.*\/admin\/runbook\/DeviceSilent\?lang=ja$/
    )
    expect(chats('pi-one')).toEqual([`[Warning] pi-one: ${summary} (site-one)`])
    expect(await alertOf('pi-one')).toMatchObject({
      name: 'DeviceSilent',
      severity: 'warning',
      site: 'site-one',
      state: 'firing',
      endsAt: null
    })
  })

  test('is acknowledged, and comes no second time when a receiver is changed and when each program dies and starts again', async () => {
    const { fingerprint, startsAt } = (await alertOf('pi-one'))!
    await stack.collector.admin('POST', `/api/alerts/${fingerprint}/acknowledge`, { note: 'on my way' })
    // It must not make the alert a new one to Alertmanager.
    expect(await stack.collector.admin('PATCH', '/api/receivers/chat', { repeatSeconds: { warning: 86_400 } })).toMatchObject({
      configuration: 'applied'
    })
    await untilWrittenDown()
    for (const program of [stack.collector, stack.prometheus, stack.alertmanager]) {
      await program.stop('SIGKILL')
      await program.start()
      await until(
        'the alert at Prometheus',
        async () => (await stack.prometheus.query('ALERTS{alertname="DeviceSilent", alertstate="firing", device="pi-one"}')).length > 0
      )
      await untilHeld('pi-one')
    }
    expect(await alertOf('pi-one')).toMatchObject({
      fingerprint,
      startsAt,
      state: 'firing',
      acknowledgement: { by: 'admin', note: 'on my way' }
    })
    expect([mails('pi-one').length, chats('pi-one').length]).toEqual([1, 1])
  })

  test('ends once for each when the device reports again', async () => {
    expect(await reportStatus(stack.collector, 'pi-one')).toBe(200)
    expect(await untilNotified('pi-one', 'resolved')).toMatchObject({ state: 'resolved', acknowledgement: { note: 'on my way' } })
    expect(mails('pi-one')).toEqual([`【警告】pi-one：${summaryJa}（site-one）`, `【復旧】pi-one：${summaryJa}（site-one）`])
    expect(chats('pi-one')).toEqual([`[Warning] pi-one: ${summary} (site-one)`, `[Resolved] pi-one: ${summary} (site-one)`])
    expect([mails('pi-two').length, chats('pi-two').length]).toEqual([1, 1])
  })

  test('ends for each, too, where the device reports while Prometheus and Alertmanager are away, and Prometheus has lost its data: neither knows of it afterwards', async () => {
    await untilWrittenDown()
    for (const program of [stack.prometheus, stack.alertmanager]) await program.stop('SIGKILL')
    expect(await reportStatus(stack.collector, 'pi-two')).toBe(200)
    rmSync(join(stack.directory, 'prometheus'), { recursive: true })
    for (const program of [stack.alertmanager, stack.prometheus]) await program.start()
    await until('Watchdog at Alertmanager', async () =>
      (await stack.alertmanager.alerts()).some(({ labels }) => labels['alertname'] === 'Watchdog')
    )
    expect([mails('pi-two').length, chats('pi-two').length]).toEqual([1, 1])
    // What the collector does within some minutes: it keeps the alert, and ends it once Prometheus has evaluated for long enough.
    // The end is now.
    const clock = clockInTest(Date.now() - 6 * 60_000)
    const { fingerprint } = (await alertOf('pi-two'))!
    const { alertmanager: client } = stack
    const alerts = {
      firing: async () => [{ id: 1, fingerprint }],
      some: async () => [(await alertOf('pi-two'))!],
      addMissing: async () => {},
      endUnheard: async () => {},
      unsentEnds: async () => [],
      ended: async () => [],
      rewatch: async () => {}
    }
    const prometheus = prometheusClient(stack.prometheus.url)
    const reconciler = createReconciler({
      alerts,
      client,
      clock,
      receivers: () => [],
      stopWatcher: { check: () => [], checkFailed: () => {} },
      closedSites: () => [],
      isWatched: () => true,
      onNotSent: (error) => {
        throw error
      },
      keepAlive: createKeepAlive({ alerts, client, clock, canBeSeen: () => true, readRules: () => prometheus.alertRules() })
    })
    for (const minutes of [0, 6, 0]) {
      await reconciler.check()
      clock.advance(minutes * 60_000)
    }
    await untilNotified('pi-two', 'resolved')
    expect(mails('pi-two')).toEqual([`【警告】pi-two：${summaryJa}（site-two）`, `【復旧】pi-two：${summaryJa}（site-two）`])
    expect(chats('pi-two')).toHaveLength(2)
    expect([mails('pi-one').length, chats('pi-one').length]).toEqual([2, 2])
  })

  test('ends for each, too, after quiet hours that lasted so long that Alertmanager’s log of notifications has forgotten the alert', async () => {
    const setQuietHours = async (quietHours: object | null): Promise<void> => {
      for (const name of ['mail', 'chat']) {
        expect(await stack.collector.admin('PATCH', `/api/receivers/${name}`, { quietHours })).toMatchObject({ configuration: 'applied' })
      }
    }
    const timeOfDay = (inHours: number): string => new Date(Date.now() + inHours * 3_600_000).toISOString().slice(11, 16)
    await untilNotified('pi-three', 'firing')
    await setQuietHours({ from: timeOfDay(-2), to: timeOfDay(2), days: [], timeZone: 'UTC' })
    expect(await reportStatus(stack.collector, 'pi-three')).toBe(200)
    await until('the end of pi-three', async () => (await alertOf('pi-three'))?.state === 'resolved')
    await stack.prometheus.stop()
    await stack.alertmanager.stop()
    rmSync(join(stack.directory, 'alertmanager', 'nflog'))
    await stack.alertmanager.start()
    await setQuietHours(null)
    expect([mails('pi-three').length, chats('pi-three').length]).toEqual([1, 1])
    // All of it was three days ago.
    await stack.collector.stop()
    const database = new DatabaseSync(join(stack.directory, 'collector', 'mimamori.db'))
    database.exec(
      'UPDATE alerts SET starts_ms = starts_ms - 259200000, ends_ms = ends_ms - 259200000; UPDATE alert_receivers SET first_ms = first_ms - 259200000, last_ms = last_ms - 259200000'
    )
    database.close()
    await stack.collector.start()
    await untilNotified('pi-three', 'resolved')
    expect(mails('pi-three')).toEqual([`【警告】pi-three：${summaryJa}（site-three）`, `【復旧】pi-three：${summaryJa}（site-three）`])
    expect(smtp.mails.filter(({ text }) => text.includes('pi-three')).at(-1)!.text).toBe('復旧：pi-three（site-three）')
    expect(chats('pi-three')).toEqual([`[Warning] pi-three: ${summary} (site-three)`, `[Resolved] pi-three: ${summary} (site-three)`])
    expect([mails('pi-two').length, chats('pi-two').length]).toEqual([2, 2])
  })
})
