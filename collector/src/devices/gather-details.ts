import type { DeviceDetails, Language } from '@mimamori/contract'
import type { Clock } from '../clock/clock.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Updates } from '../updates/updates.ts'
import { viewLogLine } from './describe-client.ts'
import type { FleetView } from './fleet-view.ts'
import type { PastVitals } from './key-metrics/past-vitals.ts'
import { UnknownDeviceError } from './registry/registry.ts'
import type { Vitals } from './key-metrics/vitals.ts'

/** Who knows it. */
export interface DetailsParts {
  readonly fleet: FleetView
  readonly pastVitals: PastVitals
  readonly logs: LogStore
  readonly updates: Pick<Updates, 'ofDevice' | 'queue'>
  readonly clock: Clock
  readonly timeZoneOf: (site: string) => string
}

const logLines = 50
const updatesShown = 10

/** Puts together what a device's page shows. @throws {UnknownDeviceError} for an id that is not enrolled. */
export const gatherDetails = async ({ fleet, pastVitals, logs, updates, clock, timeZoneOf }: DetailsParts, id: string, { requestId, language }: { requestId: string, language: Language }): Promise<DeviceDetails> => {
  const client = fleet.client(id, { language, logLines: 0 })
  if (!client) throw new UnknownDeviceError(`no device with the id ${id} is enrolled`)
  const { kernel, measures } = fleet.facts(id)
  const [lines, history, updateRuns, otherRuns] = await Promise.all([
    logs.list({ deviceId: id, limit: logLines }),
    pastVitals(id),
    updates.ofDevice(id, { kind: 'update', limit: updatesShown }),
    updates.ofDevice(id, { kind: 'other', limit: updatesShown })
  ])
  return {
    requestId,
    serverTime: new Date(clock.nowMs()).toISOString(),
    timeZone: timeZoneOf(client.site),
    client,
    kernel: kernel ?? null,
    measures: client.freshness === 'fresh' ? { ...measures } : {},
    history: history.map(toPoint),
    waiting: updates.queue.waitingOf(id) ?? null,
    pinned: updates.queue.pinnedOf(id) ?? null,
    updates: [...updateRuns],
    otherRuns: [...otherRuns],
    // They come in batches, and a program's own beside the agent's: the newest that came, in the order in which they happened.
    logs: lines.toSorted((a, b) => b.eventMs - a.eventMs || b.id - a.id).map(viewLogLine)
  }
}

const toPoint = ({ atMs, cpuUsageRatio, memoryUsageRatio, diskUsageRatio, temperatureCelsius }: Vitals): DeviceDetails['history'][number] => ({
  at: Math.round(atMs),
  cpuUsage: percent(cpuUsageRatio),
  memoryUsage: percent(memoryUsageRatio),
  diskUsage: percent(diskUsageRatio),
  temperature: temperatureCelsius ?? null
})

const percent = (ratio: number | undefined): number | null => ratio === undefined ? null : Math.round(ratio * 1000) / 10
