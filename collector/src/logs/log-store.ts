import type { AgeLimit } from '../platform/clock/age-limit.ts'
import type { Statement } from '../platform/storage/storage.ts'
import type { DeviceLog, LogLine, LogOutage, NewLogLine } from '../devices/snapshot/log-line.ts'
import type { LogPage, LogQuery } from './log-query.ts'

export interface AppendOptions {
  readonly receivedMs: number
  /** The request ID of lines that name none themselves; absent if they have none. */
  readonly requestId?: string
  readonly mark?: { readonly stream: string, readonly sequence: number }
}

/** Lines to be stored in somebody else's commit, together with their subject. */
export interface PreparedLines {
  readonly statements: readonly Statement[]
  /** Call it once that commit has resolved: only then are the lines known here. */
  readonly committed: () => void
}

export interface Appended {
  readonly stored: number
  /** With a mark: the highest sequence of that stream that is stored. */
  readonly acknowledgedSequence?: number
}

/** The log of all devices: takes lines in, and finds them in the backend. */
export interface LogStore extends DeviceLog {
  /**
   * Resolves when the lines are on the disk, on their way to the backend. With a mark (the batch's stream and sequence), lines of a
   * batch that was here before are not stored again, and 0 is given. Lines are cleaned and bounded here (intake/), and none happens
   * later than it is received.
   * @throws {LogBudgetError} if the device sends too much; nothing was stored then
   * @throws {QueueFullError} if the backend has been away for so long that no more is kept for it; nothing was stored then
   */
  append (deviceId: string, lines: readonly NewLogLine[], options: AppendOptions): Promise<Appended>
  /** The same for lines of our own about a device, which go to the disk in one commit with something else. */
  prepare (
    deviceId: string,
    lines: readonly NewLogLine[],
    options: Pick<AppendOptions, 'receivedMs' | 'requestId'> & { readonly runId?: string }
  ): PreparedLines
  /** The highest sequence that was taken of a device's stream; 0 for none. */
  acknowledgedSequence (deviceId: string, stream: string): Promise<number>
  /** Finds what has been appended before, unless the backend stays behind for longer than a search waits. */
  search (query: LogQuery): Promise<LogPage>
  /** Called with lines as the backend has stored them. Gives a function that ends it. */
  onStored (listener: (lines: readonly LogLine[]) => void): () => void
  /** Moves times after this one to it: they are from a clock that was ahead, and such lines would never be too old. */
  clampTimes (nowMs: number, signal?: AbortSignal): Promise<void>
  /** Removes lines that are older than this or too many; none for their age while the clock cannot be trusted. */
  removeOld (maxAgeMs: number, ageLimit: AgeLimit, signal?: AbortSignal): Promise<void>
  /** The batches that wait for the backend. */
  readonly queued: { readonly batches: number, readonly bytes: number }
  /** The error that prevents the backend from storing. */
  readonly trouble: Error | undefined
  /** While they fail: since when, and what may still come until devices have to keep their lines. */
  readonly outage: LogOutage | undefined
  /** Stores the lines under way; the rest of the queue is for the next start. */
  close (): Promise<void>
}
