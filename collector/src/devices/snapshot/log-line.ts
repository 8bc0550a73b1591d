import type { LogLevel } from '@mimamori/contract'

export interface NewLogLine {
  readonly level: LogLevel
  readonly message: string
  /** When it happened, as far as known; never later than its receipt. */
  readonly eventMs: number
  /** The device's clock could not be trusted and only the order is known. */
  readonly estimated?: boolean
  readonly unit?: string
  readonly context?: Readonly<Record<string, unknown>>
  /** The id that the line itself names; for a stored one, otherwise that of the request that brought it, unless a program pushed it. */
  readonly requestId?: string
}

export interface LogLine extends NewLogLine {
  /** Rises with the time of the event; with Loki, lines of two devices can have the same. */
  readonly id: number
  readonly deviceId: string
  readonly receivedMs: number
  /** The update run that it is about. */
  readonly runId?: string
}

/** The log of a device, without a query. */
export interface DeviceLog {
  /** Lines of level error in the last 24 hours, counted as they arrive. */
  errorsLast24h (deviceId: string, nowMs: number): number
  /** Lines ever taken, by level: a counter that survives restarts, shown after its commit. */
  linesTotal (deviceId: string): Readonly<Record<LogLevel, number>>
  /** Newest first, at most 20. */
  latest (deviceId: string, limit: number): readonly LogLine[]
}

/** Lines are accepted, but the backend does not store them. */
export interface LogOutage {
  /** The start of this run, in Unix milliseconds. */
  readonly sinceMs: number
  readonly waitingBytes: number
  readonly roomBytes: number
}
