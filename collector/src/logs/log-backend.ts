import type { LogLine, NewLogLine } from '../devices/snapshot/log-line.ts'
import type { LogPage, LogQuery } from './log-query.ts'
import type { Queued } from '../platform/queue/queue.ts'
import type { PlacesBefore } from './places-in-ms.ts'

/** The lines of one request of one device: cleaned and bounded. */
export interface LineBatch {
  readonly receivedMs: number
  readonly requestId: string
  readonly runId?: string
  /** Not one of the agent’s batches, which follow each other: a shipper’s, a script’s. */
  readonly isUnordered?: boolean
  /** How many lines of the device earlier batches had in a millisecond, by it; absent where there were none. */
  readonly placesBefore?: PlacesBefore
  readonly lines: readonly NewLogLine[]
}

/** On the disk, and on its way to a backend. */
export type QueuedBatch = Queued<LineBatch>

/** Where log lines are kept and looked for: the embedded database, or Loki. */
export interface LogBackend {
  /**
   * Resolves with the lines when they are found there, and with those that it has refused for good, since Loki does not say of
   * each which these are (metric `mimamori_collector_loki_lines_refused_total`); a batch that was there before adds none. Batches
   * of one device come in the order of their positions, and none below `oldestPosition` comes again. Rejects where nothing is
   * sure: the same batches are tried again.
   */
  store (batches: readonly QueuedBatch[], oldestPosition?: number): Promise<readonly LogLine[]>
  /** Whether it has a batch in memory only: the queue keeps it on the disk as long. */
  isBuffered? (position: number): boolean
  /** Brings what it has in memory only to the disk. */
  flush? (): Promise<void>
  /** The highest position that is on its disk; 0 where it does not know. */
  highestPosition (): Promise<number>
  search (query: LogQuery): Promise<LogPage>
  /** The newest lines of each device, at most `limit` of each, oldest first; empty where it would take long. */
  latestOfEach (limit: number): Promise<readonly LogLine[]>
  /** Lines that lie after `nowMs` are of a clock that was ahead, and become it. */
  clampTimes (nowMs: number, signal?: AbortSignal): Promise<void>
  /** Removes what happened before this; undefined while the clock cannot be trusted. In small steps. */
  removeOld (beforeMs: number | undefined, signal?: AbortSignal): Promise<void>
  close (): Promise<void>
}
