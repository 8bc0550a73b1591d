import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAlertReceiver, type AlertReceiver } from './alert-receiver.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'
import { describeWith, freePort, until, type RunningProgram } from './processes.ts'
import { alertmanagerProgram, prometheusProgram, query, startAlertmanager, startPrometheus } from './real-peers.ts'

const id = 'pi-kiosk-03'
const key = 'key-of-the-kiosk-0123456789abcdef0123456789'

/** A collector that was away for thirteen hours knows of each device only that it was last seen before: what is imported so. */
describeWith(prometheusProgram, alertmanagerProgram)('a collector that comes back after thirteen hours', () => {
  let directory: string
  let receiver: AlertReceiver
  let collector: CollectorHandle
  let alertmanager: RunningProgram
  let prometheus: RunningProgram
  let port: number

  const states = async (): Promise<readonly (string | undefined)[]> =>
    (await query(port, `ALERTS{alertname="DeviceSilent", device="${id}"}`)).map(({ labels }) => labels['alertstate'])

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'mimamori-return-'))
    receiver = await startAlertReceiver()
    collector = collectorAt({ directory, port: await freePort() })
    await collector.start()
    await collector.admin('POST', '/api/clock/confirm')
    const thirteenHoursAgo = new Date(Date.now() - 13 * 3_600_000).toISOString()
    await collector.admin('POST', '/api/clients/import', { clients: [{ id, key, site: 'north', enrolledAt: thirteenHoursAgo, lastSeenAt: thirteenHoursAgo }] })
    const alertmanagerPort = await freePort()
    port = await freePort()
    alertmanager = await startAlertmanager({ directory, port: alertmanagerPort, webhookUrl: receiver.url })
    prometheus = await startPrometheus({ directory, port, collectorUrl: collector.url, tokenFile: collector.prometheusTokenFile, alertmanagerPort, forSeconds: 60 })
  })
  afterAll(async () => {
    await prometheus?.stop()
    await alertmanager?.stop()
    await collector?.stop()
    await receiver?.close()
    rmSync(directory, { recursive: true })
  })

  test('raises nothing for a device that reports before the alert has waited', async () => {
    await until('the alert waits', async () => (await states()).includes('pending') ? true : undefined)
    const answer = await fetch(`${collector.url}/api/clients/status`, {
      method: 'POST',
      headers: { 'x-client-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: id, hostname: id, ipAddress: '192.168.10.31', cpuUsage: 5, memoryUsage: 40, diskUsage: 60 })
    })
    expect(answer.status).toBe(200)
    await until('the alert waits no more', async () => (await states()).length === 0 ? true : undefined)
    expect(await query(port, 'max_over_time(ALERTS{alertname="DeviceSilent", alertstate="firing"}[10m])')).toEqual([])
    expect(receiver.alerts.filter(({ name }) => name === 'DeviceSilent')).toEqual([])
  })
})
