import { afterAll, beforeAll, expect, test } from 'vitest'
import { ruleFile } from '@mimamori/dashboards'
import { until } from '../../collector/test/until.ts'
import { selectedMetrics } from '../../dashboards/test/alerts/selected-metrics.ts'
import { openConnection } from '../simulator/connection.ts'
import { createReporter } from '../simulator/reporter.ts'
import type { ReceivedAlert } from './alert-receiver.ts'
import { describeWith } from './processes.ts'
import { alertmanagerProgram, prometheusProgram } from './real-peers.ts'
import { keyOf, type FormerDevice } from './former-devices.ts'
import { startWatchedCollector, type WatchedCollector } from './watched-collector.ts'

const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()
/** Sites of their own, so that each alert is a message of its own. */
const former = (id: string, times: Pick<FormerDevice, 'enrolledAt' | 'lastSeenAt'>): FormerDevice => ({
  id,
  site: `site-of-${id}`,
  role: 'kiosk',
  ...times
})

const sendExposition = async ({ collector }: WatchedCollector, clientId: string, exposition: string): Promise<void> => {
  const connection = openConnection({ origin: new URL(collector.url) })
  try {
    await createReporter({ clientId, clientKey: keyOf(clientId), connection }).report(exposition, {
      wallMs: Date.now(),
      monotonicMs: performance.now(),
      isSynchronised: true
    })
  } finally {
    connection.close()
  }
}

interface Seen {
  readonly name: string
  readonly device: string
  readonly send: (watched: WatchedCollector, isWrong: boolean) => Promise<unknown>
}

/** Alerts of what a device sends: one that reads what the inventory derives from any report, and one that reads an agent's live series. */
const seen: readonly Seen[] = [
  { name: 'DiskFull', device: 'pi-full', send: (watched, isWrong) => watched.report('pi-full', { diskUsage: isWrong ? 95 : 60 }) },
  {
    name: 'FilesystemReadOnly',
    device: 'pi-worn',
    send: (watched, isWrong) =>
      sendExposition(
        watched,
        'pi-worn',
        `node_scrape_collector_success{collector="filesystem"} 1\nmimamori_root_filesystem_readonly{fstype="ext4"} ${Number(isWrong)}\n`
      )
  }
]

/** Time is moved by what was recorded: the devices were last seen thirteen hours ago. Only waiting times are shortened. */
describeWith(prometheusProgram, alertmanagerProgram)('an alert on a silent device, with the real Prometheus and Alertmanager', () => {
  let watched: WatchedCollector

  const received = (name: string, device?: string): readonly ReceivedAlert[] =>
    watched.receiver.alerts.filter((alert) => alert.name === name && alert.device === device)
  const statuses = (name: string, device?: string): readonly string[] => received(name, device).map(({ status }) => status)
  const firing = async (): Promise<readonly (string | undefined)[]> =>
    (await watched.query('ALERTS{alertname="DeviceSilent", alertstate="firing"}')).map(({ labels }) => labels['device']).sort()
  const untilFiring = async (...devices: readonly string[]): Promise<unknown> =>
    until(
      `DeviceSilent fires for ${devices.join(', ') || 'none'} alone`,
      async () => JSON.stringify(await firing()) === JSON.stringify(devices)
    )
  const untilFires = async (name: string, device: string): Promise<unknown> =>
    until(
      `${name} of ${device} fires`,
      async () => (await watched.query(`ALERTS{alertname="${name}", alertstate="firing", device="${device}"}`)).length > 0
    )
  const isUp = async (value: 0 | 1): Promise<unknown> =>
    until(`up is ${value}`, async () => (await watched.query(`min(up{job="mimamori-inventory"}) == ${value}`)).length > 0)

  beforeAll(async () => {
    watched = await startWatchedCollector([
      former('pi-early', { lastSeenAt: ago(13), enrolledAt: ago(48) }),
      ...seen.map(({ device }) => former(device, { lastSeenAt: ago(0), enrolledAt: ago(48) })),
      former('pi-fresh', { lastSeenAt: ago(0), enrolledAt: ago(48) }),
      former('pi-never', { enrolledAt: ago(13) }),
      former('pi-new', { enrolledAt: ago(11) }),
      former('pi-paused', { lastSeenAt: ago(13), enrolledAt: ago(48) }),
      former('pi-retired', { lastSeenAt: ago(13), enrolledAt: ago(48) }),
      former('pi-silent', { lastSeenAt: ago(13), enrolledAt: ago(48) })
    ], {
      async beforeItIsWatched (collector) {
        await collector.admin('POST', '/api/clients/pi-paused/pause', { reason: 'stocktaking' })
        await collector.admin('POST', '/api/clients/pi-retired/retire')
      }
    })
  })
  afterAll(async () => { await watched?.close() })

  test('arrives for the devices that fell silent and for the one that never reported, and for no other', async () => {
    await until('every alert', () => ['pi-early', 'pi-never', 'pi-silent'].every((device) => received('DeviceSilent', device).length > 0))
    expect(received('DeviceSilent', 'pi-silent')).toEqual([{
      status: 'firing',
      name: 'DeviceSilent',
      device: 'pi-silent',
      summary: 'A device has not reported for a long time.',
      runbook: `${watched.collector.url}/admin/runbook/DeviceSilent`,
      dashboard: `${watched.collector.url}/admin/devices/pi-silent`
    }])
    expect(await firing()).toEqual(['pi-early', 'pi-never', 'pi-silent'])
  })

  test('links to a runbook page that anybody can open, and to the device’s page', async () => {
    const [{ runbook, dashboard } = {}] = received('DeviceSilent', 'pi-silent')
    const page = await fetch(runbook!)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<h1>DeviceSilent</h1>')])
    expect((await fetch(dashboard!)).url).toBe(`${watched.collector.url}/admin/login?to=%2Fadmin%2Fdevices%2Fpi-silent`)
  })

  test('selects no metric that Prometheus does not have from the collector', async () => {
    const names = new Set(
      ruleFile({ publicUrl: new URL(watched.collector.url) }).groups.flatMap(({ rules }) =>
        rules
          .filter((rule) => 'alert' in rule && /^(?:Collector|DeviceSilent)/.test(rule.alert))
          .flatMap(({ expr }) => selectedMetrics(expr))
      )
    )
    expect(names).toContain('mimamori_device_last_seen_timestamp_seconds')
    // A collector without https has no certificate.
    names.delete('mimamori_collector_certificate_expiry_timestamp_seconds')
    for (const name of names) await until(name, async () => (await watched.query(`count(${name})`)).at(0))
  })

  test.each(seen)('arrives of $name, too, which is seen in what the device sends', async ({ name, device, send }) => {
    await send(watched, true)
    await until(name, () => received(name, device).length > 0)
  })

  test('stays while the collector is stopped, of which one other alert notifies', async () => {
    await watched.collector.stop()
    await isUp(0)
    await until('CollectorDown', () => received('CollectorDown').length > 0)
    expect(await firing()).toEqual(['pi-early', 'pi-never', 'pi-silent'])
  })

  test('stays through a restart of Prometheus while the collector is away', async () => {
    await watched.restartPrometheus()
    await isUp(0)
    await untilFiring('pi-early', 'pi-never', 'pi-silent')
    for (const { name, device } of seen) await untilFires(name, device)
  })

  test('stays when the collector is back, and ends there for a device that reports in the same moment', async () => {
    await watched.collector.start()
    expect(await watched.report('pi-early')).toBe(200)
    await isUp(1)
    await until('the end of CollectorDown', () => statuses('CollectorDown').includes('resolved'))
    await untilFiring('pi-never', 'pi-silent')
    // Where Alertmanager held the end back with the inhibition, Prometheus sends it again after a minute.
    await until('the end of the alert', () => statuses('DeviceSilent', 'pi-early').includes('resolved'), { withinMs: 120_000 })
    expect(statuses('DeviceSilent', 'pi-early')).toEqual(['firing', 'resolved'])
  })

  test.each(seen)('of $name ends once the device can be seen again and is well', async ({ name, device, send }) => {
    await untilFires(name, device)
    expect(statuses(name, device)).toEqual(['firing'])
    await send(watched, false)
    await until('the end of the alert', () => statuses(name, device).includes('resolved'))
    expect(statuses(name, device)).toEqual(['firing', 'resolved'])
  })

  test('ends with the device’s report, and was notified once and resolved once', async () => {
    expect(await watched.report('pi-silent')).toBe(200)
    await until('the end of the alert', () => statuses('DeviceSilent', 'pi-silent').includes('resolved'))
    await untilFiring('pi-never')
    expect(statuses('DeviceSilent', 'pi-silent')).toEqual(['firing', 'resolved'])
    expect(statuses('DeviceSilent', 'pi-never')).toEqual(['firing'])
    expect(statuses('CollectorDown')).toEqual(['firing', 'resolved'])
    expect(
      watched.receiver.alerts
        .map(({ device }) => device)
        .filter((device) => ['pi-fresh', 'pi-new', 'pi-paused', 'pi-retired'].includes(device ?? ''))
    ).toEqual([])
  })
})
