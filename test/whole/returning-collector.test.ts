import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../collector/test/until.ts'
import { describeWith } from './processes.ts'
import { alertmanagerProgram, prometheusProgram } from './real-peers.ts'
import { startWatchedCollector, type WatchedCollector } from './watched-collector.ts'

const id = 'pi-kiosk-03'

/** A collector that was away for thirteen hours knows of each device only that it was last seen before: what is imported so. */
describeWith(prometheusProgram, alertmanagerProgram)('a collector that comes back after thirteen hours', () => {
  let watched: WatchedCollector

  const states = async (): Promise<readonly (string | undefined)[]> =>
    (await watched.query(`ALERTS{alertname="DeviceSilent", device="${id}"}`)).map(({ labels }) => labels['alertstate'])

  beforeAll(async () => {
    const thirteenHoursAgo = new Date(Date.now() - 13 * 3_600_000).toISOString()
    watched = await startWatchedCollector([{ id, site: 'north', enrolledAt: thirteenHoursAgo, lastSeenAt: thirteenHoursAgo }], {
      forSeconds: 60
    })
  })
  afterAll(async () => { await watched?.close() })

  test('raises nothing for a device that reports before the alert has waited', async () => {
    await until('the alert waits', async () => (await states()).includes('pending'))
    expect(await watched.report(id)).toBe(200)
    await until('the alert waits no more', async () => (await states()).length === 0)
    expect(await watched.query('max_over_time(ALERTS{alertname="DeviceSilent", alertstate="firing"}[10m])')).toEqual([])
    expect(watched.receiver.alerts.filter(({ name }) => name === 'DeviceSilent')).toEqual([])
  })
})
