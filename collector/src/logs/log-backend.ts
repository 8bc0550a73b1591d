import type { LogLine, NewLogLine } from '../devices/snapshot/log-line.ts'
import type { LogPage, LogQuery } from './log-query.ts'
import type { Queued } from '../platform/queue/queue.ts'
import type { EarlierInMillisecond } from './order-in-millisecond.ts'

/** The lines of one request of one device: cleaned and bounded. */
export interface LineBatch {
  readonly receivedMs: number
  /** The request ID of lines that name none themselves; absent if they have none. */
  readonly requestId?: string
  readonly runId?: string
  /** Not one of the agent’s batches, which follow each other: a shipper’s, a script’s. */
  readonly isUnordered?: boolean
  /** How many lines of the device earlier batches had in each millisecond; absent if there were none. */
  readonly earlierInMillisecond?: EarlierInMillisecond
  readonly lines: readonly NewLogLine[]
}

/** On the disk, and on its way to a backend. */
export type QueuedBatch = Queued<LineBatch>

/** Both are 0 if there is none yet. */
export interface HighestBatch {
  readonly position: number
  readonly receivedMs: number
}

/** The store that log lines are searched in: the embedded database, or Loki. */
export interface LogBackend {
  /**
   * Resolves with the lines when they can be found there, and with the ones that it has refused for good, since Loki does not say of
   * each which these are (metric `mimamori_collector_loki_lines_refused_total`); a batch that was there before adds none. Batches
   * of one device come in the order of their positions, and none below `oldestPosition` comes again. Rejects if nothing is
   * sure: the same batches are tried again.
   */
  store (batches: readonly QueuedBatch[], oldestPosition?: number): Promise<readonly LogLine[]>
  /** False for a device whose batches must wait. */
  readonly isReady?: (deviceId: string) => boolean
  /** Whether it has a batch in memory only: the queue keeps it on the disk as long. */
  isBuffered? (position: number): boolean
  /** Brings the lines that it has only in memory to the disk. */
  flush? (): Promise<void>
  /** The batch with the highest position that is, or was, on its disk; undefined if it does not know positions. */
  highestBatch (): Promise<HighestBatch | undefined>
  search (query: LogQuery): Promise<LogPage>
  /** The newest lines of each device, at most `limit` of each, oldest first; empty if it would take long. */
  latestOfEach (limit: number): Promise<readonly LogLine[]>
  /** Moves lines after `nowMs`, from a clock that was ahead, to it. */
  clampTimes (nowMs: number, signal?: AbortSignal): Promise<void>
  /** Removes lines from before this time; undefined while the clock cannot be trusted. In small steps. */
  removeOld (beforeMs: number | undefined, signal?: AbortSignal): Promise<void>
  close (): Promise<void>
}
