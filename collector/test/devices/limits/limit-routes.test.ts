import { expect, test } from 'vitest'
import { auditEntry, type DeviceView } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const limitsOf = async ({ asAdmin }: CollectorInTest, id: string) => {
  const {
    silentAfterSeconds, downAfterSeconds, downSeverity
  } = (await asAdmin({ url: `/api/clients/${id}` })).json<{ client: DeviceView }>().client
  return [silentAfterSeconds, downAfterSeconds, downSeverity]
}

test('each limit is the device’s own, its role’s, its site’s, the fleet’s, or the default, in this order', async () => {
  const collector = await collectorInTest()
  const { asAdmin, enroll } = collector
  await enroll({ id: 'pi-1', site: 'north', role: 'kiosk' })
  expect(await limitsOf(collector, 'pi-1')).toEqual([43_200, 600, 'warning'])
  const put = (path: string, body: object) => asAdmin({ method: 'PUT', url: `/api/limits/${path}`, body })
  await put('fleet/all', { silentAfterSeconds: 7200, downAfterSeconds: 1200, downSeverity: 'critical' })
  expect(await limitsOf(collector, 'pi-1')).toEqual([7200, 1200, 'critical'])
  await put('site/north', { silentAfterSeconds: 3600, downAfterSeconds: 900 })
  await put('site/south', { silentAfterSeconds: 60 })
  expect(await limitsOf(collector, 'pi-1')).toEqual([3600, 900, 'critical'])
  await put('role/kiosk', { downAfterSeconds: 300 })
  expect(await limitsOf(collector, 'pi-1')).toEqual([3600, 300, 'critical'])
  await asAdmin({ method: 'PATCH', url: '/api/clients/pi-1', body: { downSeverity: 'warning' } })
  expect(await limitsOf(collector, 'pi-1')).toEqual([3600, 300, 'warning'])
  expect((await asAdmin({ url: '/api/clients/pi-1' })).json().client.ownLimits).toEqual({ downSeverity: 'warning' })
  await asAdmin({ method: 'PATCH', url: '/api/clients/pi-1', body: { downSeverity: null } })
  expect((await asAdmin({ method: 'DELETE', url: '/api/limits/site/north' })).json().limits).toEqual([
    { scope: 'fleet', name: 'all', silentAfterSeconds: 7200, downAfterSeconds: 1200, downSeverity: 'critical' },
    { scope: 'site', name: 'south', silentAfterSeconds: 60 }, { scope: 'role', name: 'kiosk', downAfterSeconds: 300 }
  ])
  expect(await limitsOf(collector, 'pi-1')).toEqual([7200, 300, 'critical'])
})

test('no device is silent or down between two of its reports, however far these are apart', async () => {
  const collector = await collectorInTest({ env: { MIMAMORI_REPORT_INTERVAL_SECONDS: '900' } })
  await collector.enroll({ id: 'pi-1', silentAfterSeconds: 60, downAfterSeconds: 900 })
  expect(await limitsOf(collector, 'pi-1')).toEqual([2700, 2700, 'warning'])
  const inventory = await collector.page('/metrics/inventory')
  expect(inventory).toMatch(/^mimamori_device_silent_after_seconds\{device="pi-1".*\} 2700$/m)
  expect(inventory).toMatch(/^mimamori_device_down_after_seconds\{device="pi-1".*\} 2700$/m)
})

test('limits last over a restart, are recorded, and replace all that was set there', async () => {
  const directory = temporaryDirectory()
  const first = await collectorInTest({ directory })
  await first.asAdmin({ method: 'PUT', url: '/api/limits/site/north', body: { silentAfterSeconds: 3600 } })
  await first.asAdmin({ method: 'PUT', url: '/api/limits/site/north', body: { downAfterSeconds: 900 } })
  const { entries } = (await first.asAdmin({ url: '/api/audit' })).json<{ readonly entries: readonly unknown[] }>()
  expect(entries.map((entry) => auditEntry.parse(entry)).map(({ action, subject, changes }) => ({ action, subject, changes }))).toEqual([
    {
      action: 'setLimits', subject: { type: 'limits', name: 'site north' },
      changes: [{ field: 'silentAfterSeconds', before: 3600, after: null }, { field: 'downAfterSeconds', before: null, after: 900 }]
    },
    {
      action: 'setLimits', subject: { type: 'limits', name: 'site north' },
      changes: [{ field: 'silentAfterSeconds', before: null, after: 3600 }]
    }
  ])
  await first.close()
  const second = await collectorInTest({ directory })
  expect((await second.asAdmin({ url: '/api/limits' })).json()).toMatchObject({
    defaults: { downAfterSeconds: 600 }, limits: [{ scope: 'site', name: 'north', downAfterSeconds: 900 }]
  })
})

test.each([
  ['site/north', {}, 'expected at least one limit'],
  ['site/north', { downAfterSeconds: 60 }, 'downAfterSeconds'],
  ['site/north', { diskUsageRatio: 0.5 }, 'diskUsageRatio'],
  ['fleet/north', { downAfterSeconds: 600 }, 'there is one fleet'],
  ['device/pi-1', { downAfterSeconds: 600 }, 'scope']
])('%s does not take %j', async (path, body, reason) => {
  const { asAdmin } = await collectorInTest()
  const answer = await asAdmin({ method: 'PUT', url: `/api/limits/${path}`, body })
  expect(answer.statusCode).toBe(400)
  expect(answer.body).toContain(reason)
})
