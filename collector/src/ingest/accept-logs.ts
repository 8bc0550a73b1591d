import type { LogBatch, LogEntry } from '@mimamori/contract'
import { eventTime, timestampTime, type EventTime, type EventTimeEvidence } from '../logs/intake/event-time.ts'
import type { NewLogLine } from '../devices/snapshot/log-line.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { IngestMetrics } from './ingest-metrics.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { BatchMessage, BatchResult } from './batch-message.ts'
import { eventTimeEvidence } from './event-time-evidence.ts'
import type { createMissingBatchesNote } from './missing-batches.ts'

interface Deps {
  readonly logs: LogStore
  readonly recordMissing: ReturnType<typeof createMissingBatchesNote>
  readonly connections: Connections
  readonly metrics: IngestMetrics
}

const at = ({ eventMs, estimated }: EventTime) => ({ eventMs, ...estimated && { estimated } })

/** Plain log entries, of a status or of `/api/clients/logs`, as lines. */
export const entryLines = (entries: readonly LogEntry[], receivedMs: number): NewLogLine[] =>
  entries.map(({ level, message, context, timestamp }) => ({
    level,
    message,
    ...at(timestampTime(timestamp, receivedMs)),
    ...(context !== undefined && { context })
  }))

const itemLines = (items: LogBatch['items'], evidence: EventTimeEvidence): NewLogLine[] =>
  items.map(({ level, message, unit, context, monotonicMs, estimated = false }) => {
    const time = eventTime(monotonicMs, evidence)
    return {
      level,
      message,
      ...at({ ...time, estimated: time.estimated || estimated }),
      ...unit !== undefined && { unit },
      ...context !== undefined && { context }
    }
  })

/** Takes a batch of log lines; resolves when they are on the disk. A batch that was here before is not stored again. */
export const createLogAcceptor = ({ logs, recordMissing, connections, metrics }: Deps) =>
  async ({ deviceId, requestId, receivedMs, envelope, body, address }: BatchMessage<LogBatch>): Promise<BatchResult> => {
    await recordMissing({ deviceId, envelope, receivedMs, requestId })
    const lines = itemLines(body.items, eventTimeEvidence(connections, deviceId, envelope, receivedMs))
    const { stored, acknowledgedSequence = envelope.sequence } = await logs.append(deviceId, lines, {
      receivedMs,
      requestId,
      mark: envelope
    })
    connections.seen({ deviceId, atMs: receivedMs, envelope, address })
    if (stored > 0) metrics.accepted('logs')
    else metrics.repeated('logs')
    return { acknowledgedSequence, accepted: stored, rejected: [] }
  }
