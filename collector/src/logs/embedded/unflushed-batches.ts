import type { QueuedBatch } from '../log-backend.ts'
import { bytesOfLine } from './line-bytes.ts'

/** Batches that are in memory, and in the queue, until they are written to logs.db together. */
export interface UnflushedBatches {
  has (position: number): boolean
  /** Resolves once more may be added. Rejects if the present ones cannot be written. */
  awaitSpace (): Promise<void>
  add (batches: readonly QueuedBatch[]): void
  /** Has all written if it is enough, and waits for that only if nothing may stay in memory. */
  flushIfFull (): Promise<void>
  /** Has all written if some of it came long ago, or happened before this. */
  flushOld (beforeMs: number | undefined): Promise<void>
  /** Has all written, including batches that came while the last flush was under way. */
  flushAll (): Promise<void>
  /** Lets the next batch, not the next full buffer, meet a disk that takes nothing. */
  noteFailure (): void
}

interface Options {
  /** Enough to write; at most twice as much exists while it is written, or if it cannot be. */
  readonly bufferBytes: number
  /** Writes everything that the writer thread has at this time. */
  readonly write: () => Promise<void>
  /** Called with the positions of the written batches. */
  readonly onWritten: (positions: readonly number[]) => Promise<void>
}

/** The longest that lines stay in memory, however few they are. */
const longestUnflushedMs = 3_600_000

export const createUnflushedBatches = ({ bufferBytes, write, onWritten }: Options): UnflushedBatches => {
  const positions = new Set<number>()
  let bytes = 0
  let sinceMs = 0
  let oldestEventMs = Infinity
  let hasFailed = false
  let flushing: Promise<void> | undefined

  const flushNow = async (): Promise<void> => {
    if (positions.size === 0) return
    const written = [...positions]
    const [writtenBytes, beganMs, oldestMs] = [bytes, performance.now(), oldestEventMs]
    oldestEventMs = Infinity
    try {
      await write()
      hasFailed = false
    } catch (error) {
      hasFailed = true
      oldestEventMs = Math.min(oldestEventMs, oldestMs)
      throw error
    }
    bytes -= writtenBytes
    sinceMs = beganMs
    for (const position of written) positions.delete(position)
    await onWritten(written)
  }
  const flush = (): Promise<void> => flushing ??= flushNow().finally(() => { flushing = undefined })

  return {
    has: (position) => positions.has(position),
    async awaitSpace () {
      if (positions.size > 0 && (hasFailed || bytes >= 2 * bufferBytes)) await flush()
    },
    add (batches) {
      if (positions.size === 0) sinceMs = performance.now()
      for (const { position, lines } of batches) {
        positions.add(position)
        for (const line of lines) {
          bytes += bytesOfLine(line)
          oldestEventMs = Math.min(oldestEventMs, line.eventMs)
        }
      }
    },
    async flushIfFull () {
      if (bufferBytes === 0) await flush()
      else if (bytes >= bufferBytes) void flush().catch(() => {})
    },
    async flushOld (beforeMs = 0) {
      if (positions.size > 0 && (performance.now() - sinceMs > longestUnflushedMs || oldestEventMs < beforeMs)) await flush()
    },
    flushAll: () => flush().then(flush),
    noteFailure () { hasFailed = true }
  }
}
