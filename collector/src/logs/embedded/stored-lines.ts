import type { QueuedBatch } from '../log-backend.ts'
import { msOfId } from '../line-id.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { StoredIds } from './store-batches.ts'

/** The lines of a batch, as a search finds them. */
export const storedLines = ({ lines, deviceId, receivedMs, requestId, runId }: QueuedBatch, ids: StoredIds): readonly LogLine[] =>
  ids.map((id, place) =>
    ({ requestId, ...lines[place]!, id, eventMs: msOfId(id), deviceId, receivedMs, ...runId !== undefined && { runId } }))
