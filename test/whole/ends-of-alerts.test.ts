import { setTimeout as after } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { AlertView } from '@mimamori/contract'
import { endReasonAnnotation } from '@mimamori/contract/end-reason'
import { aliveAnnotation } from '../../collector/src/alerts/lifecycle/evaluate-alert.ts'
import { createKeepAlive } from '../../collector/src/alerts/lifecycle/keep-alive.ts'
import { createReconciler } from '../../collector/src/alerts/lifecycle/reconcile.ts'
import { stopWatcher } from '../../collector/src/alerts/lifecycle/watching-stopped.ts'
import { systemClock } from '../../collector/src/platform/clock/clock.ts'
import { prometheusClient } from '../../collector/src/devices/prometheus/prometheus-client.ts'
import { httpStandIn, type HttpStandIn } from '../../collector/test/alerts/stand-ins/http-stand-in.ts'
import { asSlack } from '../../collector/test/alerts/stand-ins/published-formats.ts'
import { until } from '../../collector/test/until.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { startAlertingStack, type AlertingStack } from './alerting-stack.ts'
import { reportStatus } from './former-devices.ts'
import { describeWith } from './processes.ts'
import { alertmanagerProgram, prometheusProgram } from './real-peers.ts'

const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()
const devices = ['one', 'two', 'three', 'four'].map((name) => `pi-${name}`)
const lookbackSeconds = 5

/** Alertmanager resolves what is not sent again for four seconds, and Prometheus takes no sample for one of now that is older than five. */
describeWith(prometheusProgram, alertmanagerProgram, '/usr/bin/amtool')('people hear of the end of an alert', () => {
  const ended = untilAllEnd()
  let stack: AlertingStack
  let chat: HttpStandIn
  const titleOf = (body: string): string => (JSON.parse(body) as { attachments: [{ title: string }] }).attachments[0].title
  const titles = (device: string): readonly string[] =>
    chat.requests.filter(({ body }) => body.includes(device)).map(({ body }) => titleOf(body))
  const held = async () => (await stack.alertmanager.alerts()).filter(({ labels: { device } }) => device !== undefined)
  const hasWatchdog = async (): Promise<boolean> =>
    (await stack.alertmanager.alerts()).some(({ labels: { alertname } }) => alertname === 'Watchdog')

  beforeAll(async () => {
    chat = await httpStandIn(asSlack, ended)
    stack = await startAlertingStack({
      devices: devices.map((id) => ({ id, site: `site-${id}`, role: 'kiosk', enrolledAt: ago(48), lastSeenAt: ago(13) })),
      async addReceivers (collector) {
        await collector.admin('POST', '/api/receivers', {
          name: 'chat', language: 'en', channel: { type: 'slack', url: `${chat.origin}/hooks/a` }
        })
      },
      resendSeconds: 1, lookbackSeconds, over: ended
    })
    // What the collector does each minute.
    const { alertmanager: client } = stack
    const none = async () => []
    const ignored = async (): Promise<void> => {}
    const stored = { some: none, firing: none, unsentEnds: none, ended: none, addMissing: ignored, endUnheard: ignored, rewatch: ignored }
    const prometheus = prometheusClient(stack.prometheus.url)
    const reconciler = createReconciler({
      client,
      clock: systemClock,
      alerts: stored,
      receivers: () => [],
      closedSites: () => [],
      isWatched: () => true,
      onNotSent: (error) => {
        throw error
      },
      keepAlive: createKeepAlive({
        client,
        clock: systemClock,
        alerts: stored,
        canBeSeen: () => true,
        // The collector waits ten seconds for them, of the four minutes that an alert lasts there.
        readRules: () => Promise.race([prometheus.alertRules(), after(500, undefined)]).catch(() => undefined)
      }),
      stopWatcher: stopWatcher({ clock: systemClock, timeZone: 'UTC', origin: stack.collector.url })
    })
    let looking = true
    const looks = (async () => {
      while (looking) {
        await reconciler.check().catch(() => undefined)
        await after(300)
      }
    })()
    ended(async () => {
      looking = false
      await looks
    })
    expect(await reportStatus(stack.collector, 'pi-four', { diskUsage: 99 })).toBe(200)
    for (const device of devices) await until(`the message about ${device}`, () => titles(device).length > 0)
  })

  test('not because Prometheus hangs, for longer than an alert lasts and a sample counts, nor when it goes on', async () => {
    expect(titles('pi-four')[0]).toMatch(/^\[Critical\]/)
    stack.prometheus.signal('SIGSTOP')
    const stoppedMs = Date.now()
    await until('the end of Watchdog', async () => !await hasWatchdog())
    await until('the end of its samples', () => Date.now() - stoppedMs > (lookbackSeconds + 2) * 1000)
    const kept = (await held()).filter(({ annotations }) => aliveAnnotation in annotations)
    expect(new Set(kept.map(({ labels }) => labels['device']))).toEqual(new Set(devices))
    stack.prometheus.signal('SIGCONT')
    await until('that Prometheus sends them itself', async () => {
      const all = await held()
      expect(new Set(all.map(({ labels }) => labels['device']))).toEqual(new Set(devices))
      return await hasWatchdog() && all.every(({ annotations }) => !(aliveAnnotation in annotations))
    })
    expect(devices.flatMap(titles).filter((title) => title.startsWith('[Resolved]'))).toEqual([])
  })

  test('when Prometheus then sees it', async () => {
    expect(await reportStatus(stack.collector, 'pi-one')).toBe(200)
    await until('the end of pi-one', () => titles('pi-one').at(-1)?.startsWith('[Resolved]'))
    expect(devices.slice(1).flatMap(titles).filter((title) => title.startsWith('[Resolved]'))).toEqual([])
  })

  test('as no longer watched where the device was paused, and never as resolved', async () => {
    const name = 'pi-two'
    await stack.collector.admin('POST', `/api/clients/${name}/pause`, { reason: 'stocktaking' })
    await until('the collector’s account of it', async () => {
      const { alerts: [alert] } = await stack.collector.admin('GET', `/api/alerts?device=${name}`) as { alerts: readonly [AlertView] }
      return alert.state === 'resolved' && alert.annotations[endReasonAnnotation] === 'paused'
    })
    await until('the message', () => titles(name).length > 1)
    expect(titles(name)[1]).toBe(`[No longer watched] ${name}: A device has not reported for a long time. (site-${name})`)
    expect(chat.requests.at(-1)!.body).toContain(`No longer watched (paused): ${name} (site-${name})`)
  })
})
