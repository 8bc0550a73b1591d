import type { QueuedBatch } from '../log-backend.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import { firstIdAt, msOfId } from '../line-id.ts'
import { nsOfLine } from './entry-time.ts'
import { jobOf } from './log-jobs.ts'

/** A line with its time in Loki, in Unix nanoseconds. */
export interface NumberedLine {
  readonly line: LogLine
  readonly timestampNs: bigint
  /** The writer. */
  readonly job: string
  /** The same each time that its batch is sent. */
  readonly key: string
}

/**
 * The lines of a batch with their ids and times. These follow from the batch alone, unless it lies in the future: if it is sent again,
 * even by another run of the collector, Loki gets the same lines at the same nanoseconds, and keeps each once
 * (https://github.com/grafana/loki/blob/main/pkg/chunkenc/unordered.go). Future lines are moved to `nowMs`: they would move the
 * window in which Loki takes a stream's lines.
 */
export const numberLines = (batch: QueuedBatch, nowMs: number): readonly NumberedLine[] => {
  const { position, deviceId, receivedMs, requestId, runId, lines, earlierInMillisecond = {} } = batch
  const job = jobOf(batch)
  const nextOf = new Map<number, number>()
  const taken = new Set<number>()
  return lines.map((line, place): NumberedLine => {
    const ms = Math.floor(Math.min(line.eventMs, nowMs))
    let id = nextOf.get(ms) ?? firstIdAt(ms) + (earlierInMillisecond[ms] ?? 0)
    // A millisecond that has used up its ids takes some of the next.
    while (taken.has(id)) id += 1
    taken.add(id)
    nextOf.set(ms, id + 1)
    return {
      line: {
        ...requestId !== undefined && { requestId }, ...line, id, eventMs: msOfId(id), deviceId, receivedMs,
        ...runId !== undefined && { runId }
      },
      timestampNs: nsOfLine(id, position),
      job,
      key: `${position} ${place}`
    }
  })
}
