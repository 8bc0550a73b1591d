import type { ClientStatus, DeviceDetails, LogLineView } from '@mimamori/contract'
import { clockInTest, collectorInTest } from '../collector-in-test.ts'
import { nowMs, run, start } from './update-messages.ts'

/** A collector with the device pi-1, on which a run has begun, and what it says of its updates. */
export const arrangeUpdatedDevice = async (directory?: string) => {
  const clock = clockInTest(nowMs)
  const collector = await collectorInTest({ clock, ...directory !== undefined && { directory } })
  if (collector.deps.snapshots.of('pi-1', nowMs) === undefined) await collector.enroll({ id: 'pi-1' })
  const { updates } = collector.deps
  await updates.start(start())
  return {
    ...collector,
    clock,
    updates,
    report: (...items: Parameters<typeof updates.report>[1]) => updates.report(run, items, { requestId: 'request-1' }),
    details: async () => (await collector.asAdmin({ url: '/admin/data/devices/pi-1' })).json<DeviceDetails>(),
    status: async () => (await collector.asAdmin({ url: '/api/clients/status' })).json<{ clients: ClientStatus[] }>().clients[0]!,
    logs: async (query: string) => (await collector.asAdmin({ url: `/api/clients/logs?${query}` })).json<{ logs: LogLineView[] }>().logs,
    series: async (name: string) =>
      (await collector.asAdmin({ url: '/metrics/inventory' })).body
        .split('\n')
        .filter((line) => line.startsWith(`mimamori_update_${name}{`))
  }
}
