import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ruleFile, texts } from '@mimamori/dashboards'
import { selectedMetrics } from '../../dashboards/test/alerts/selected-metrics.ts'
import { startAlertReceiver, type AlertReceiver, type ReceivedAlert } from './alert-receiver.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'
import { describeWith, freePort, until, type RunningProgram } from './processes.ts'
import { alertmanagerProgram, prometheusProgram, query, startAlertmanager, startPrometheus } from './real-peers.ts'

const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()
const keyOf = (id: string): string => `key-of-${id}-0123456789abcdef0123456789abcdef`
/** A device of another system, as it would be taken over; sites of their own, so that each alert is a message of its own. */
const imported = (id: string, times: { readonly enrolledAt?: string, readonly lastSeenAt?: string }): object => ({ id, site: `site-of-${id}`, role: 'kiosk', key: keyOf(id), ...times })

/** Time is moved by what was recorded: the devices were last seen thirteen hours ago. Only waiting times are shortened. */
describeWith(prometheusProgram, alertmanagerProgram)('an alert on a silent device, with the real Prometheus and Alertmanager', () => {
  let directory: string
  let receiver: AlertReceiver
  let collector: CollectorHandle
  let alertmanager: RunningProgram
  let prometheus: RunningProgram
  let prometheusPort: number
  let plan: Parameters<typeof startPrometheus>[0]

  const received = (name: string, device?: string): readonly ReceivedAlert[] => receiver.alerts.filter((alert) => alert.name === name && alert.device === device)
  const statuses = (name: string, device?: string): readonly string[] => received(name, device).map(({ status }) => status)
  const firing = async (): Promise<readonly (string | undefined)[]> =>
    (await query(prometheusPort, 'ALERTS{alertname="DeviceSilent", alertstate="firing"}')).map(({ labels }) => labels['device']).sort()
  const untilFiring = async (...devices: readonly string[]): Promise<unknown> =>
    until(`DeviceSilent fires for ${devices.join(', ') || 'none'} alone`, async () => JSON.stringify(await firing()) === JSON.stringify(devices) ? true : undefined)
  const report = async (id: string): Promise<number> => (await fetch(`${collector.url}/api/clients/status`, {
    method: 'POST',
    headers: { 'x-client-key': keyOf(id), 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: id, hostname: id, ipAddress: '192.168.10.31', cpuUsage: 5, memoryUsage: 40, diskUsage: 60 })
  })).status
  const isUp = async (value: 0 | 1): Promise<unknown> =>
    until(`up is ${value}`, async () => (await query(prometheusPort, `min(up{job="mimamori-inventory"}) == ${value}`)).length > 0 ? true : undefined)

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'mimamori-alert-'))
    receiver = await startAlertReceiver()
    collector = collectorAt({ directory, port: await freePort() })
    await collector.start()
    await collector.admin('POST', '/api/clock/confirm')
    await collector.admin('POST', '/api/clients/import', {
      clients: [
        imported('pi-early', { lastSeenAt: ago(13), enrolledAt: ago(48) }),
        imported('pi-fresh', { lastSeenAt: ago(0), enrolledAt: ago(48) }),
        imported('pi-never', { enrolledAt: ago(13) }),
        imported('pi-new', { enrolledAt: ago(11) }),
        imported('pi-paused', { lastSeenAt: ago(13), enrolledAt: ago(48) }),
        imported('pi-retired', { lastSeenAt: ago(13), enrolledAt: ago(48) }),
        imported('pi-silent', { lastSeenAt: ago(13), enrolledAt: ago(48) })
      ]
    })
    await collector.admin('POST', '/api/clients/pi-paused/pause', { reason: 'stocktaking' })
    await collector.admin('POST', '/api/clients/pi-retired/retire')
    const alertmanagerPort = await freePort()
    prometheusPort = await freePort()
    alertmanager = await startAlertmanager({ directory, port: alertmanagerPort, webhookUrl: receiver.url })
    plan = { directory, port: prometheusPort, collectorUrl: collector.url, tokenFile: collector.prometheusTokenFile, alertmanagerPort }
    prometheus = await startPrometheus(plan)
  })
  afterAll(async () => {
    await prometheus?.stop()
    await alertmanager?.stop()
    await collector?.stop()
    await receiver?.close()
    rmSync(directory, { recursive: true })
  })

  test('arrives for the devices that fell silent and for the one that never reported, and for no other', async () => {
    await until('every alert', () => ['pi-early', 'pi-never', 'pi-silent'].every((device) => received('DeviceSilent', device).length > 0) ? true : undefined)
    expect(received('DeviceSilent', 'pi-silent')).toEqual([{ status: 'firing', name: 'DeviceSilent', device: 'pi-silent', summary: 'A device has not been heard for too long.' }])
    expect(await firing()).toEqual(['pi-early', 'pi-never', 'pi-silent'])
  })

  test('selects no metric that Prometheus does not have from the collector', async () => {
    const names = new Set(ruleFile(texts.en).groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => selectedMetrics(expr))))
    for (const name of names) expect(await query(prometheusPort, `count(${name})`), name).toHaveLength(1)
  })

  test('stays while the collector is stopped, of which one other alert tells', async () => {
    await collector.stop()
    await isUp(0)
    await until('CollectorDown', () => received('CollectorDown').length > 0 ? true : undefined)
    expect(await firing()).toEqual(['pi-early', 'pi-never', 'pi-silent'])
  })

  test('stays through a restart of Prometheus while the collector is away', async () => {
    await prometheus.stop()
    prometheus = await startPrometheus(plan)
    await isUp(0)
    await untilFiring('pi-early', 'pi-never', 'pi-silent')
  })

  test('stays when the collector is back, and ends there for a device that reports in the same moment', async () => {
    await collector.start()
    expect(await report('pi-early')).toBe(200)
    await isUp(1)
    await until('the end of CollectorDown', () => statuses('CollectorDown').includes('resolved') ? true : undefined)
    await untilFiring('pi-never', 'pi-silent')
    // Where Alertmanager held the end back with the inhibition, Prometheus tells it again after a minute.
    await until('the end of the alert', () => statuses('DeviceSilent', 'pi-early').includes('resolved') ? true : undefined, { withinMs: 120_000 })
    expect(statuses('DeviceSilent', 'pi-early')).toEqual(['firing', 'resolved'])
  })

  test('ends with the device’s report, and was told once and ended once', async () => {
    expect(await report('pi-silent')).toBe(200)
    await until('the end of the alert', () => statuses('DeviceSilent', 'pi-silent').includes('resolved') ? true : undefined)
    await untilFiring('pi-never')
    expect(statuses('DeviceSilent', 'pi-silent')).toEqual(['firing', 'resolved'])
    expect(statuses('DeviceSilent', 'pi-never')).toEqual(['firing'])
    expect(statuses('CollectorDown')).toEqual(['firing', 'resolved'])
    expect(receiver.alerts.map(({ device }) => device).filter((device) => ['pi-fresh', 'pi-new', 'pi-paused', 'pi-retired'].includes(device ?? ''))).toEqual([])
  })
})
