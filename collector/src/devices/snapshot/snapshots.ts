import type { Connections } from '../connection/connection.ts'
import type { ContentOfDevices, DeviceContent } from './device-content.ts'
import type { DeviceSnapshot } from './device-snapshot.ts'
import type { UpdatesOfDevices } from './device-updates.ts'
import type { DeviceFacts } from '../facts/device-facts.ts'
import type { Facts } from '../facts/facts.ts'
import type { StatusEvaluator } from '../freshness/status-evaluator.ts'
import { currentKeyMetrics } from '../key-metrics/current-key-metrics.ts'
import type { KeyMetricsStore } from '../key-metrics/key-metrics.ts'
import type { Limits } from '../limits/limits.ts'
import type { DeviceLog } from './log-line.ts'
import type { Device } from '../registry/device.ts'
import type { Registry } from '../registry/registry.ts'
import type { Warning } from '../warnings/warning.ts'
import { warningsOf } from '../warnings/warnings.ts'

/** The sources of snapshots. All of them are in memory. */
export interface SnapshotSources {
  readonly registry: Pick<Registry, 'get' | 'all'>
  readonly limits: Pick<Limits, 'of'>
  readonly connections: Pick<Connections, 'get' | 'listeningMs'>
  readonly statusEvaluator: StatusEvaluator
  readonly keyMetrics: Pick<KeyMetricsStore, 'latest'>
  readonly facts: Pick<DeviceFacts, 'of'>
  readonly updates: Pick<UpdatesOfDevices, 'device'>
  readonly logs: DeviceLog
  readonly content: ContentOfDevices
}

/** Makes snapshots of devices. A reader takes all of them at one time, each device's once. */
export interface Snapshots {
  /** Undefined for an id that is not enrolled. */
  of (deviceId: string, nowMs: number): DeviceSnapshot | undefined
  /** The snapshot of a device as a change of the registry gives it. */
  ofDevice (device: Device, nowMs: number): DeviceSnapshot
  /** The snapshots of all devices, in the order of ids, made one by one, so that a reader can let other work run in between. */
  all (nowMs: number): IteratorObject<DeviceSnapshot>
}

const latestLogLines = 5

/** Cheap parts are read at once, so that they belong to one point in time; the others when they are first used. */
class LazySnapshot implements DeviceSnapshot {
  readonly nowMs: number
  readonly device: Device
  readonly limits: DeviceSnapshot['limits']
  readonly connection: DeviceSnapshot['connection']
  readonly quietMs: number
  readonly status: DeviceSnapshot['status']
  readonly keyMetrics: DeviceSnapshot['keyMetrics']
  readonly updates: DeviceSnapshot['updates']
  readonly logLinesTotal: DeviceSnapshot['logLinesTotal']
  readonly errorsLast24h: number
  readonly #sources: Pick<SnapshotSources, 'content' | 'facts' | 'logs'>
  #facts: Facts | undefined
  #warnings: readonly Warning[] | undefined

  constructor (sources: SnapshotSources, device: Device, nowMs: number) {
    this.#sources = sources
    this.nowMs = nowMs
    this.device = device
    this.limits = sources.limits.of(device)
    this.connection = sources.connections.get(device.id)
    this.quietMs = this.connection?.quietMs ?? sources.connections.listeningMs()
    this.status = sources.statusEvaluator.evaluate({ device, connection: this.connection, quietMs: this.quietMs, nowMs })
    this.keyMetrics =
      this.status.freshness === 'fresh'
        ? currentKeyMetrics(sources.keyMetrics.latest(device.id), { connection: this.connection, nowMs })
        : undefined
    this.updates = sources.updates.device(device.id)
    this.logLinesTotal = sources.logs.linesTotal(device.id)
    this.errorsLast24h = sources.logs.errorsLast24h(device.id, nowMs)
  }

  get content (): readonly DeviceContent[] { return this.#sources.content(this.device) }
  get facts (): Facts { return this.#facts ??= this.#sources.facts.of(this.device.id, this.connection?.lastSeenMs) }
  get warnings (): readonly Warning[] { return this.#warnings ??= warningsOf(this) }
  get latestLogs (): DeviceSnapshot['latestLogs'] { return this.#sources.logs.latest(this.device.id, latestLogLines) }
}

export const createSnapshots = (sources: SnapshotSources): Snapshots => {
  const { registry } = sources
  const ofDevice = (device: Device, nowMs: number): DeviceSnapshot => new LazySnapshot(sources, device, nowMs)
  const of = (deviceId: string, nowMs: number): DeviceSnapshot | undefined => {
    const device = registry.get(deviceId)
    return device && ofDevice(device, nowMs)
  }
  return {
    of,
    ofDevice,
    * all (nowMs) {
      for (const { id } of registry.all()) {
        const snapshot = of(id, nowMs)
        if (snapshot) yield snapshot
      }
    }
  }
}
