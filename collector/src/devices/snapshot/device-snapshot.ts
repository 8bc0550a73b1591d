import type { DeviceLimits, LogLevel } from '@mimamori/contract'
import type { LogLine } from './log-line.ts'
import type { DeviceContent } from './device-content.ts'
import type { DeviceUpdates } from './device-updates.ts'
import type { Warning } from '../warnings/warning.ts'
import type { WarningEvidence } from '../warnings/warnings.ts'

/**
 * Everything known about one device at one time, as plain values without language: the only source for pages, API, metrics and commands.
 */
export interface DeviceSnapshot extends WarningEvidence {
  /** The most severe first. */
  readonly warnings: readonly Warning[]
  /** For how long it has sent nothing in this run of the collector, after its first interval. */
  readonly quietMs: number
  /** The limits that apply to it. */
  readonly limits: DeviceLimits
  readonly updates: DeviceUpdates
  /** The sets of content for it. */
  readonly content: readonly DeviceContent[]
  /** Lines ever stored. */
  readonly logLinesTotal: Readonly<Record<LogLevel, number>>
  readonly errorsLast24h: number
  /** The newest five, newest first. */
  readonly latestLogs: readonly LogLine[]
}
