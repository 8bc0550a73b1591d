import type { QueuedBatch } from '../log-backend.ts'
import type { LogLine } from '../log-line.ts'
import { firstIdAt, idsOfMs, msOfId } from '../line-id.ts'
import { nsOfLine } from './entry-time.ts'

/** The ids of one millisecond begin so far apart for batches that follow each other: an agent's has 500 lines at most. */
const idsBetweenBatches = 512

/** The batch at this position, and what it has of one millisecond. */
interface LinesOfMs {
  readonly position: number
  readonly count: number
  /** The batch begins with this millisecond: the one before it may have ended with it. */
  readonly isFirst: boolean
  /** The batch ends with it: the next may begin with it. */
  readonly isLast: boolean
}

/**
 * Which of a millisecond's ids the first line gets: the lowest where the batch ends with it, the highest where it begins with it, so that lines keep
 * their order where a millisecond lies in two batches of a device. Those of a batch that has no other lie between.
 */
const firstIndex = ({ position, count, isFirst, isLast }: LinesOfMs): number => {
  const last = Math.max(0, idsOfMs - count)
  if (isFirst !== isLast) return isFirst ? last : 0
  const between = last - 2 * idsBetweenBatches
  return between > 0 ? idsBetweenBatches + position * idsBetweenBatches % between : position * idsBetweenBatches % (last + 1)
}

/** A line with its time in Loki, in Unix nanoseconds. */
export interface NumberedLine {
  readonly line: LogLine
  readonly timestampNs: bigint
}

/**
 * The lines of a batch with their ids and times. These follow from the batch alone, unless it lies in the future: where it is sent again, also
 * by another run of the collector, Loki gets the same lines at the same nanoseconds, and keeps each once
 * (https://github.com/grafana/loki/blob/main/pkg/chunkenc/unordered.go). What lies in the future is put to `nowMs`: it would move
 * the window in which Loki takes a stream's lines.
 */
export const numberLines = ({ position, deviceId, receivedMs, requestId, runId, lines }: QueuedBatch, nowMs: number): readonly NumberedLine[] => {
  const timeOf = (eventMs: number): number => Math.floor(Math.min(eventMs, nowMs))
  const counts = new Map<number, number>()
  for (const { eventMs } of lines) counts.set(timeOf(eventMs), (counts.get(timeOf(eventMs)) ?? 0) + 1)
  const taken = new Map<number, number>()
  const [firstMs, lastMs] = [lines[0], lines.at(-1)].map((line) => line && timeOf(line.eventMs))
  return lines.map((line): NumberedLine => {
    const ms = timeOf(line.eventMs)
    const count = counts.get(ms)!
    const index = taken.get(ms) ?? 0
    taken.set(ms, index + 1)
    const first = firstIdAt(ms) + firstIndex({ position, count, isFirst: ms === firstMs, isLast: ms === lastMs })
    // Those that the millisecond has no ids for take the ones before it.
    const id = Math.max(0, count <= idsOfMs ? first + index : firstIdAt(ms + 1) - count + index)
    return { line: { requestId, ...line, id, eventMs: msOfId(id), deviceId, receivedMs, ...runId !== undefined && { runId } }, timestampNs: nsOfLine(id, position) }
  })
}
