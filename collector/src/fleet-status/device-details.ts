import type { DeviceDetails, Language } from '@mimamori/contract'
import type { Clock } from '../clock/clock.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Updates } from '../updates/updates.ts'
import type { PastKeyMetrics } from '../devices/key-metrics/past-key-metrics.ts'
import type { KeyMetrics } from '../devices/key-metrics/key-metrics.ts'
import { UnknownDeviceError } from '../devices/registry/registry.ts'
import type { Snapshots } from '../devices/snapshots.ts'
import { viewAtItsSite } from './fleet-status.ts'
import { viewLogLine } from './log-line.ts'
import { percent } from './percent.ts'

/** Who knows it. */
export interface DetailsParts {
  readonly snapshots: Snapshots
  readonly pastKeyMetrics: PastKeyMetrics
  readonly logs: LogStore
  readonly updates: Pick<Updates, 'ofDevice' | 'queue'>
  readonly clock: Clock
  readonly timeZoneOf: (site: string) => string
}

const logLines = 50
const updatesShown = 10

/** Puts together what a device's page shows. @throws {UnknownDeviceError} for an id that is not enrolled. */
export const gatherDetails = async ({ snapshots, pastKeyMetrics, logs, updates, clock, timeZoneOf }: DetailsParts, id: string, { requestId, language }: { requestId: string, language: Language }): Promise<DeviceDetails> => {
  const snapshot = snapshots.of(id, clock.nowMs())
  if (!snapshot) throw new UnknownDeviceError(`no device with the id ${id} is enrolled`)
  const { device, status, facts } = snapshot
  const client = viewAtItsSite(snapshot, { language, withLogs: false, timeZoneOf })
  const [lines, history, updateRuns, otherRuns] = await Promise.all([
    logs.list({ deviceId: id, limit: logLines }),
    pastKeyMetrics(id),
    updates.ofDevice(id, { kind: 'update', limit: updatesShown }),
    updates.ofDevice(id, { kind: 'other', limit: updatesShown })
  ])
  return {
    requestId,
    serverTime: new Date(snapshot.nowMs).toISOString(),
    timeZone: timeZoneOf(device.site),
    client,
    kernel: facts.kernel ?? null,
    measures: status.freshness === 'fresh' ? { ...facts.measures } : {},
    history: history.map(toPoint),
    waiting: updates.queue.waitingOf(id) ?? null,
    pinned: updates.queue.pinnedOf(id) ?? null,
    updates: [...updateRuns],
    otherRuns: [...otherRuns],
    // They come in batches, and a program's own beside the agent's: the newest that came, in the order in which they happened.
    logs: lines.toSorted((a, b) => b.eventMs - a.eventMs || b.id - a.id).map(viewLogLine)
  }
}

const toPoint = ({ atMs, cpuUsageRatio, memoryUsageRatio, diskUsageRatio, temperatureCelsius }: KeyMetrics): DeviceDetails['history'][number] => ({
  at: Math.round(atMs),
  cpuUsage: percent(cpuUsageRatio),
  memoryUsage: percent(memoryUsageRatio),
  diskUsage: percent(diskUsageRatio),
  temperature: temperatureCelsius ?? null
})
