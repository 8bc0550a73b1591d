import type { DatabaseSync } from 'node:sqlite'
import { logLevels } from '@mimamori/contract/level-names'
import type { QueuedBatch } from '../log-backend.ts'
import type { NewLogLine } from '../log-line.ts'
import { indexWriter } from './index-writer.ts'
import { bytesOfLine } from './line-bytes.ts'
import { freeIds } from './free-ids.ts'

/** The ids that a batch's lines got, in their order; none for a batch that was there before. */
export type StoredIds = readonly number[]

interface StoredBatch {
  readonly ids: StoredIds
  readonly bytes: number
}

export interface StoredBatches {
  readonly ids: readonly StoredIds[]
  /** That the lines take (line-bytes.ts). */
  readonly bytes: number
}

/** Stores batches within a transaction that is open. */
export const batchStorer = (database: DatabaseSync): (batches: readonly QueuedBatch[]) => StoredBatches => {
  const addDevice = database.prepare('INSERT INTO devices (id) VALUES (:id) ON CONFLICT DO NOTHING')
  const deviceNumber = database.prepare('SELECT device FROM devices WHERE id = :id')
  const addBytes = database.prepare('UPDATE devices SET bytes = bytes + :bytes WHERE device = :device')
  const addBatch = database.prepare(`
    INSERT INTO batches (position, device, received_ms, request_id, run_id, lines) VALUES (:position, :device, :received, :request, :run, :lines)
    ON CONFLICT DO NOTHING`)
  const addLine = database.prepare(`
    INSERT INTO lines (id, batch, device, level, estimated, unit, message, context, request_id, bytes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const idsFrom = freeIds(database)
  const index = indexWriter(database)

  const storeLines = (position: number, device: number, lines: readonly NewLogLine[], nextId: (ms: number) => number): StoredBatch => {
    let sum = 0
    const ids = lines.map((line) => {
      const { level, message, eventMs, estimated, unit, context, requestId } = line
      const [id, bytes] = [nextId(eventMs), bytesOfLine(line)]
      // By place: node:sqlite looks up each name at every call, which took as long as the row itself.
      addLine.run(id, position, device, logLevels.indexOf(level), estimated === true ? 1 : 0, unit ?? null, message, context === undefined ? null : JSON.stringify(context), requestId ?? null, bytes)
      sum += bytes
      return id
    })
    addBytes.run({ device, bytes: sum })
    return { ids, bytes: sum }
  }
  const storeBatch = ({ position, deviceId, receivedMs, requestId, runId, lines }: QueuedBatch, nextId: (ms: number) => number): StoredBatch => {
    addDevice.run({ id: deviceId })
    const device = deviceNumber.get({ id: deviceId })!['device'] as number
    const { changes } = addBatch.run({ position, device, received: receivedMs, request: requestId, run: runId ?? null, lines: lines.length })
    return changes === 0 ? { ids: [], bytes: 0 } : storeLines(position, device, lines, nextId)
  }
  return (batches) => {
    const nextId = idsFrom()
    const stored = batches.map((batch) => storeBatch(batch, nextId))
    index.add(stored.flatMap(({ ids }, batch) => ids.map((id, line) => ({ id, message: batches[batch]!.lines[line]!.message, unit: batches[batch]!.lines[line]!.unit ?? null }))))
    return { ids: stored.map(({ ids }) => ids), bytes: stored.reduce((sum, { bytes }) => sum + bytes, 0) }
  }
}
