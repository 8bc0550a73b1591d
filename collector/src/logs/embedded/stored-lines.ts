import type { QueuedBatch } from '../log-backend.ts'
import { msOfId } from '../line-id.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { StoredIds } from './store-batches.ts'

/** A line of a batch, as a search finds it. */
export const storedLine = ({ lines, deviceId, receivedMs, requestId, runId }: QueuedBatch, place: number, id: number): LogLine =>
  ({
    ...requestId !== undefined && { requestId }, ...lines[place]!, id, eventMs: msOfId(id), deviceId, receivedMs,
    ...runId !== undefined && { runId }
  })

export const storedLines = (batch: QueuedBatch, ids: StoredIds): readonly LogLine[] =>
  ids.map((id, place) => storedLine(batch, place, id))
