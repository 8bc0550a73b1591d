import type { LogLevel } from '@mimamori/contract'
import type { Statement } from '../storage/storage.ts'
import type { LogLine, NewLogLine } from './log-line.ts'

export type { LogLine, NewLogLine }

export interface LogQuery {
  readonly deviceId?: string
  readonly level?: LogLevel
  readonly sinceMs?: number
  readonly untilMs?: number
  readonly requestId?: string
  readonly runId?: string
  /** 1 to 200. */
  readonly limit: number
  /** Only lines before this id: the cursor of the page before. */
  readonly beforeId?: number
}

export interface AppendOptions {
  readonly receivedMs: number
  readonly requestId: string
  readonly mark?: { readonly stream: string, readonly sequence: number }
}

/** Lines that are to be stored in a commit of somebody else's, together with what they tell of. */
export interface PreparedLines {
  readonly statements: readonly Statement[]
  /** To be called once that commit has resolved: only then are the lines known here. */
  readonly committed: () => void
}

export interface Appended {
  readonly stored: number
  /** With a mark: the highest sequence of that stream that is stored. */
  readonly acknowledgedSequence?: number
}

/** Where log lines are kept: the embedded database, later also Loki. */
export interface LogStore {
  /**
   * Resolves when the lines are on the disk. With a mark (the batch's stream and sequence), lines of a batch that was
   * here before are not stored again, and 0 is given. Lines are cleaned and bounded here (log-context.ts), and none
   * happens later than it is received.
   * @throws {LogBudgetError} where the device sends too much; nothing was stored then
   */
  append (deviceId: string, lines: readonly NewLogLine[], options: AppendOptions): Promise<Appended>
  /** The same for lines of our own about a device, which go to the disk in one commit with something else. */
  prepare (deviceId: string, lines: readonly NewLogLine[], options: Pick<AppendOptions, 'receivedMs' | 'requestId'> & { readonly runId?: string }): PreparedLines
  /** Newest first. */
  list (query: LogQuery): Promise<readonly LogLine[]>
  /** Lines of level error in the last 24 hours, by device, kept as they come: no query. */
  errorsLast24h (deviceId: string, nowMs: number): number
  /** Lines ever stored, by level: a counter that survives restarts, shown after its commit. */
  linesTotal (deviceId: string): Readonly<Record<LogLevel, number>>
  /** Newest first, at most 20, without a query. */
  latest (deviceId: string, limit: number): readonly LogLine[]
  /** Times that lie after this one become it: they are of a clock that was ahead, and such lines would never be too old. What comes meanwhile stays. */
  clampTimes (nowMs: number, signal?: AbortSignal): Promise<void>
}
