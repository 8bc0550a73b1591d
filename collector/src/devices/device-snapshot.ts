import type { LogLevel } from '@mimamori/contract'
import type { LogLine } from '../logs/log-line.ts'
import type { DeviceUpdates } from '../updates/updates.ts'
import type { Connection } from './connection/connection.ts'
import type { Facts } from './facts/facts.ts'
import type { DeviceStatus } from './freshness/freshness.ts'
import type { KeyMetrics } from './key-metrics/key-metrics.ts'
import type { Device } from './registry/device.ts'
import type { Warning } from './warnings/warning.ts'

/** Everything known about one device at one moment, as plain values without language: the only source for pages, API, metrics and commands. */
export interface DeviceSnapshot {
  /** Server time of the moment. */
  readonly nowMs: number
  /** What the administrator has registered. */
  readonly device: Device
  /** When and how it last reported; undefined before its first message. */
  readonly connection: Connection | undefined
  /** Fresh, late or silent, and why. */
  readonly status: DeviceStatus
  /** Undefined unless it is fresh and its last report still holds. */
  readonly keyMetrics: KeyMetrics | undefined
  readonly facts: Facts
  /** The most severe first. */
  readonly warnings: readonly Warning[]
  readonly updates: DeviceUpdates
  /** Lines ever stored. */
  readonly logLinesTotal: Readonly<Record<LogLevel, number>>
  readonly errorsLast24h: number
  /** The newest five, newest first. */
  readonly latestLogs: readonly LogLine[]
}
