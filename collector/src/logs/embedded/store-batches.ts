import type { DatabaseSync } from 'node:sqlite'
import { logLevels } from '@mimamori/contract/level-names'
import type { QueuedBatch } from '../log-backend.ts'
import { indexWriter } from './index-writer.ts'
import { bytesOfLine } from './line-bytes.ts'

/** The ids that a batch's lines got, in their order; none for a batch that was there before. */
export type StoredIds = readonly number[]

/** With the ids that its lines were given (line-buffer.ts). */
export interface BufferedBatch {
  readonly batch: QueuedBatch
  readonly ids: StoredIds
}

interface StoredBatch {
  readonly ids: StoredIds
  /** The space of the lines (line-bytes.ts). */
  readonly bytes: number
}

/** Stores batches within an open transaction. Gives the bytes that the lines take. */
export const batchStorer = (database: DatabaseSync): (batches: readonly BufferedBatch[]) => number => {
  const addDevice = database.prepare('INSERT INTO devices (id) VALUES (:id) ON CONFLICT DO NOTHING')
  const deviceNumber = database.prepare('SELECT device FROM devices WHERE id = :id')
  const addBytes = database.prepare('UPDATE devices SET bytes = bytes + :bytes WHERE device = :device')
  const addBatch = database.prepare(`
    INSERT INTO batches (position, device, received_ms, request_id, run_id, lines)
    VALUES (:position, :device, :received, :request, :run, :lines)
    ON CONFLICT DO NOTHING`)
  const addLine = database.prepare(`
    INSERT INTO lines (id, batch, device, level, estimated, unit, message, context, request_id, bytes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`)
  const index = indexWriter(database)

  const storeLines = ({ batch: { position, lines }, ids }: BufferedBatch, device: number): StoredBatch => {
    let sum = 0
    const stored = lines.map((line, place): number => {
      const { level, message, estimated, unit = null, context, requestId } = line
      const bytes = bytesOfLine(line)
      sum += bytes
      const values = [
        position, device, logLevels.indexOf(level), estimated === true ? 1 : 0, unit, message,
        context === undefined ? null : JSON.stringify(context), requestId ?? null, bytes
      ]
      // By position: node:sqlite looks up each name at every call, which took as long as the row itself.
      const isAdded = (id: number): boolean => addLine.run(id, ...values).changes === 1
      let id = ids[place]!
      // Another line, moved by a correction of times since, has taken it.
      while (!isAdded(id)) id += 1
      return id
    })
    addBytes.run({ device, bytes: sum })
    return { ids: stored, bytes: sum }
  }
  const storeBatch = (buffered: BufferedBatch): StoredBatch => {
    const { position, deviceId, receivedMs, requestId, runId, lines } = buffered.batch
    addDevice.run({ id: deviceId })
    const device = deviceNumber.get({ id: deviceId })!['device'] as number
    const { changes } = addBatch.run(
      { position, device, received: receivedMs, request: requestId ?? '', run: runId ?? null, lines: lines.length })
    return changes === 0 ? { ids: [], bytes: 0 } : storeLines(buffered, device)
  }
  return (batches) => {
    const stored = batches.map(storeBatch)
    index.add(stored.flatMap(({ ids }) => ids))
    return stored.reduce((sum, { bytes }) => sum + bytes, 0)
  }
}
