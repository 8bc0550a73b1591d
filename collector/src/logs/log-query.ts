import type { LogLevel } from '@mimamori/contract'
import type { LogLine } from '../devices/snapshot/log-line.ts'

/** The filter of lines: every given condition must match. */
export interface LogFilter {
  readonly deviceIds?: readonly string[]
  readonly levels?: readonly LogLevel[]
  /** Any piece of the message, in upper or lower case. */
  readonly text?: string
  readonly unit?: string
  readonly requestId?: string
  readonly runId?: string
}

export interface LogQuery extends LogFilter {
  /** Time of the event, both ends included. */
  readonly sinceMs?: number
  readonly untilMs?: number
  /** By the time of the event. */
  readonly order: 'newest' | 'oldest'
  /** 1 to 1000. */
  readonly limit: number
  /** Only lines beyond this one in the requested order: the cursor of the page before, or any line's id. */
  readonly afterId?: number
}

export interface LogPage {
  readonly lines: readonly LogLine[]
  /** Where the search goes on; absent if there is nothing beyond. A page can be short, or empty, and the search not at its end. */
  readonly nextId?: number
}
