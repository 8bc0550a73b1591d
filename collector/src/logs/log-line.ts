import type { LogLevel } from '@mimamori/contract'

export interface NewLogLine {
  readonly level: LogLevel
  readonly message: string
  /** When it happened, as far as is known; never later than its receipt. */
  readonly eventMs: number
  /** The device's clock could not be trusted and only the order is known. */
  readonly estimated?: boolean
  readonly unit?: string
  readonly context?: Readonly<Record<string, unknown>>
  /** That the line itself names. */
  readonly requestId?: string
}

export interface LogLine extends NewLogLine {
  /** Rises with the time of the event; with Loki, lines of two devices can have the same. */
  readonly id: number
  readonly deviceId: string
  readonly receivedMs: number
  /** Of the line itself where its context names one, else of the request that brought it. */
  readonly requestId: string
  /** The update run that it is about. */
  readonly runId?: string
}
