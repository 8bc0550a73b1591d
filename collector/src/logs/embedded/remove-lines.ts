import type { DatabaseSync } from 'node:sqlite'
import { indexWriter } from './index-writer.ts'
import { firstIdAt } from '../line-id.ts'

interface Row {
  readonly id: number
  readonly batch: number
  readonly device: number
  readonly bytes: number
}

/** Removes lines, within a transaction that is open. Each gives the number of lines that went. A batch is known by its position also when its last line went. */
export interface LineRemover {
  /** Of those that happened before this, the oldest. */
  olderThan (beforeMs: number, atMost: number): number
  /**
   * Where all lines take more than `maxBytes`: the oldest of the device that has the most, again and again. A device that logs in a
   * loop so pushes out its own lines before another's.
   */
  overLimit (maxBytes: number, atMost: { readonly lines?: number, readonly bytes?: number }): number
  /** Forgets batches without lines below this position: the queue never gives them again. */
  forgetBatches (oldestPosition: number): void
}

/** So few that no device loses much more than its share. */
const atOnce = 100

export const lineRemover = (database: DatabaseSync): LineRemover => {
  const columns = 'id, batch, device, bytes'
  const oldest = database.prepare(`SELECT ${columns} FROM lines WHERE id < :before ORDER BY id LIMIT :count`)
  const oldestOfDevice = database.prepare(`SELECT ${columns} FROM lines WHERE device = :device ORDER BY id LIMIT :count`)
  const removeLine = database.prepare('DELETE FROM lines WHERE id = :id')
  const removeBytes = database.prepare('UPDATE devices SET bytes = bytes - :bytes WHERE device = :device')
  const removeFromBatch = database.prepare('UPDATE batches SET lines = lines - 1 WHERE position = :batch')
  const removeEmptyBatches = database.prepare('DELETE FROM batches WHERE lines <= 0 AND position < :position')
  const usage = database.prepare('SELECT sum(bytes) AS total FROM devices')
  const largest = database.prepare('SELECT device FROM devices ORDER BY bytes DESC LIMIT 1')
  const index = indexWriter(database)

  const remove = (rows: readonly Row[]): number => {
    for (const { id, batch, device, bytes } of rows) {
      removeLine.run({ id })
      removeBytes.run({ device, bytes })
      removeFromBatch.run({ batch })
    }
    index.remove(rows.map(({ id }) => id))
    return rows.length
  }
  const excess = (maxBytes: number): number => ((usage.get()!['total'] as number | null) ?? 0) - maxBytes
  /** So many of the oldest that the excess is gone, at least one. */
  const enough = (rows: readonly Row[], bytes: number): readonly Row[] => {
    let sum = 0
    const last = rows.findIndex((row) => (sum += row.bytes) >= bytes)
    return last === -1 ? rows : rows.slice(0, last + 1)
  }
  return {
    forgetBatches (position) { removeEmptyBatches.run({ position }) },
    olderThan: (beforeMs, atMost) => remove(oldest.all({ before: firstIdAt(beforeMs), count: atMost }) as unknown as Row[]),
    overLimit (maxBytes, { lines = Infinity, bytes = Infinity }) {
      let [removed, freed] = [0, 0]
      for (let over = excess(maxBytes); over > 0 && removed < lines && freed < bytes; over = excess(maxBytes)) {
        const rows = oldestOfDevice.all({ device: largest.get()!['device'] as number, count: Math.min(atOnce, lines - removed) }) as unknown as Row[]
        if (rows.length === 0) break
        removed += remove(enough(rows, Math.min(over, bytes - freed)))
        freed += over - excess(maxBytes)
      }
      return removed
    }
  }
}
