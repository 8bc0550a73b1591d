import type { DatabaseSync } from 'node:sqlite'
import { indexWriter } from './index-writer.ts'
import { firstIdAt } from '../line-id.ts'
import { blockOf, idsOf } from './line-blocks.ts'
import { nameToken } from './text-index.ts'

interface Row {
  readonly id: number
  readonly batch: number
  readonly device: number
  readonly bytes: number
}

type Device = Readonly<{ device: number, id: string }>

/**
 * Removes lines, within an open transaction. Each gives the number of removed lines. A batch is known by its position even after
 * its last line was removed.
 */
export interface LineRemover {
  /** Removes the oldest lines before this time. */
  olderThan (beforeMs: number, atMost: number): number
  /**
   * If all lines take more than `maxBytes`: removes the oldest of the device that has the most, again and again. So a device that logs in a
   * loop pushes out its own lines before another's.
   */
  overLimit (maxBytes: number, atMost: { readonly lines?: number, readonly bytes?: number }): number
  /**
   * Call it once lines were added. Forgets batches without lines below this position: the queue never gives them again. The highest batch
   * stays, since a start knows an older copy of logs.db by it (log-gap.ts).
   */
  linesWereAdded (oldestPosition: number): void
}

/** Few enough that no device loses much more than its share. */
const atOnce = 100

export const lineRemover = (database: DatabaseSync): LineRemover => {
  const columns = 'id, batch, device, bytes'
  const oldest = database.prepare(`SELECT ${columns} FROM lines WHERE id < :before ORDER BY id LIMIT :count`)
  const ofDevice = database.prepare(
    `SELECT ${columns} FROM lines WHERE device = :device AND id >= :low AND id <= :high ORDER BY id LIMIT :count`)
  const blocksOfDevice = database.prepare(
    'SELECT rowid AS block FROM pair_index WHERE pair_index MATCH :token AND rowid >= CAST(:from AS INTEGER) ORDER BY rowid')
  const unindexed = database.prepare('SELECT high FROM unindexed')
  const removeLine = database.prepare('DELETE FROM lines WHERE id = :id')
  const removeBytes = database.prepare('UPDATE devices SET bytes = bytes - :bytes WHERE device = :device')
  const removeFromBatch = database.prepare('UPDATE batches SET lines = lines - 1 WHERE position = :batch')
  const removeEmptyBatches = database.prepare(
    'DELETE FROM batches WHERE lines <= 0 AND position < min(:position, (SELECT max(position) FROM batches))')
  const usage = database.prepare('SELECT sum(bytes) AS total FROM devices')
  const largest = database.prepare('SELECT device, id FROM devices ORDER BY bytes DESC LIMIT 1')
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
  /** As many of the oldest as it takes to remove the excess, at least one. */
  const enough = (rows: readonly Row[], bytes: number): readonly Row[] => {
    let sum = 0
    const last = rows.findIndex((row) => (sum += row.bytes) >= bytes)
    return last === -1 ? rows : rows.slice(0, last + 1)
  }
  /** The block of the oldest line of a device since lines were last added: FTS5 would step over all removed ones before it. */
  const startOf = new Map<number, number>()
  /** Devices with every line in the index: finding none of their lines among the unindexed ones reads all of those. */
  const indexedDevices = new Set<number>()
  const oldestOf = ({ device, id }: Device, count: number): readonly Row[] => {
    const isIndexed = indexedDevices.has(device)
    const old = isIndexed ? undefined : unindexed.get() as { high: number } | undefined
    const rows = old === undefined ? [] : ofDevice.all({ device, low: 0, high: old.high, count }) as unknown as Row[]
    if (rows.length === 0) indexedDevices.add(device)
    const from = startOf.get(device) ?? 0
    for (const { block } of rows.length > 0 ? [] : blocksOfDevice.iterate({ token: nameToken('device', id), from })) {
      rows.push(...ofDevice.all({ device, count, ...idsOf(block as number) }) as unknown as Row[])
      if (rows.length >= count) break
    }
    if (rows.length > 0) startOf.set(device, blockOf(rows[0]!.id))
    else if (startOf.delete(device) || (isIndexed && indexedDevices.delete(device))) return oldestOf({ device, id }, count)
    return rows.slice(0, count)
  }
  return {
    linesWereAdded (position) {
      startOf.clear()
      removeEmptyBatches.run({ position })
    },
    olderThan: (beforeMs, atMost) => remove(oldest.all({ before: firstIdAt(beforeMs), count: atMost }) as unknown as Row[]),
    overLimit (maxBytes, { lines = Infinity, bytes = Infinity }) {
      let [removed, freed] = [0, 0]
      for (let over = excess(maxBytes); over > 0 && removed < lines && freed < bytes; over = excess(maxBytes)) {
        const rows = oldestOf(largest.get() as unknown as Device, Math.min(atOnce, lines - removed))
        if (rows.length === 0) break
        removed += remove(enough(rows, Math.min(over, bytes - freed)))
        freed += over - excess(maxBytes)
      }
      return removed
    }
  }
}
