import type { DatabaseSync } from 'node:sqlite'
import type { IdRange } from '../id-range.ts'
import type { QueuedBatch } from '../log-backend.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import { freeIds } from './free-ids.ts'
import type { StoredIds } from './store-batches.ts'
import { storedLine } from './stored-lines.ts'

/** Lines that are not in logs.db yet, with the ids that they will have there. */
export interface LineBuffer {
  /** Gives the ids of a batch's lines, the same for one that is buffered; none for one that is in logs.db. */
  add (batch: QueuedBatch): StoredIds
  /** Releases batches that are in logs.db. */
  release (positions: readonly number[]): void
  /** Newest first, or oldest first. */
  within (range: IdRange, order: 'newest' | 'oldest'): readonly LogLine[]
}

export const createLineBuffer = (database: DatabaseSync): LineBuffer => {
  const isStored = database.prepare('SELECT 1 FROM batches WHERE position = ?')
  const idsOf = new Map<number, StoredIds>()
  const lines = new Map<number, LogLine>()
  const free = freeIds(database, (id) => lines.has(id))
  /** All lines by id; absent after lines were removed. */
  let sorted: LogLine[] | undefined
  let isInOrder = true
  return {
    add (batch) {
      const known = idsOf.get(batch.position)
      if (known !== undefined) return known
      if (isStored.get(batch.position) !== undefined) return []
      const ids = batch.lines.map(({ eventMs }, place) => {
        const id = free.next(eventMs)
        const line = storedLine(batch, place, id)
        // Set before the next id is given: a millisecond that has used up its ids shares those of the next one.
        lines.set(id, line)
        sorted?.push(line)
        return id
      })
      idsOf.set(batch.position, ids)
      isInOrder = false
      return ids
    },
    release (positions) {
      for (const position of positions) {
        for (const id of idsOf.get(position) ?? []) lines.delete(id)
        idsOf.delete(position)
      }
      free.keep(lines.values().map(({ eventMs }) => eventMs))
      sorted = undefined
    },
    within ({ low, high }, order) {
      if (sorted === undefined || !isInOrder) sorted = (sorted ?? [...lines.values()]).sort((a, b) => a.id - b.id)
      isInOrder = true
      const found = sorted.filter(({ id }) => id >= low && id <= high)
      return order === 'newest' ? found.reverse() : found
    }
  }
}
