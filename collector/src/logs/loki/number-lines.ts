import type { QueuedBatch } from '../log-backend.ts'
import type { LogLine } from '../log-line.ts'
import { firstIdAt, idsOfMs, msOfId } from '../line-id.ts'
import { nsOfLine } from './entry-time.ts'
import { jobOf } from './log-jobs.ts'

/** The ids of one millisecond begin so far apart for batches that follow each other: an agent's has 500 lines at most. */
const idsBetweenBatches = 512

/** A line with its time in Loki, in Unix nanoseconds. */
export interface NumberedLine {
  readonly line: LogLine
  readonly timestampNs: bigint
  /** Who wrote it. */
  readonly job: string
}

/**
 * The lines of a batch with their ids and times. These follow from the batch alone, unless it lies in the future: where it is sent again, also
 * by another run of the collector, Loki gets the same lines at the same nanoseconds, and keeps each once
 * (https://github.com/grafana/loki/blob/main/pkg/chunkenc/unordered.go). What lies in the future is put to `nowMs`: it would move
 * the window in which Loki takes a stream's lines.
 */
export const numberLines = (batch: QueuedBatch, nowMs: number): readonly NumberedLine[] => {
  const { position, deviceId, receivedMs, requestId, runId, lines } = batch
  const timeOf = (eventMs: number): number => Math.floor(Math.min(eventMs, nowMs))
  const job = jobOf(batch)
  const counts = new Map<number, number>()
  for (const { eventMs } of lines) counts.set(timeOf(eventMs), (counts.get(timeOf(eventMs)) ?? 0) + 1)
  const taken = new Map<number, number>()
  return lines.map((line): NumberedLine => {
    const ms = timeOf(line.eventMs)
    const count = counts.get(ms)!
    const index = taken.get(ms) ?? 0
    taken.set(ms, index + 1)
    const first = firstIdAt(ms) + position * idsBetweenBatches % Math.max(1, idsOfMs - count + 1)
    // Those that the millisecond has no ids for take the ones before it.
    const id = Math.max(0, count <= idsOfMs ? first + index : firstIdAt(ms + 1) - count + index)
    return { line: { requestId, ...line, id, eventMs: msOfId(id), deviceId, receivedMs, ...runId !== undefined && { runId } }, timestampNs: nsOfLine(id, position), job }
  })
}
