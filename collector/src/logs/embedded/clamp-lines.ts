import type { DatabaseSync } from 'node:sqlite'
import { indexWriter } from './index-writer.ts'
import { firstIdAt } from '../line-id.ts'

/**
 * Moves some of the lines after `nowMs` to it, within an open transaction: a clock that was ahead gave them their time.
 * Gives how many. The newest come first, each to the last free id before the ones that this `nowMs` has moved: so they keep their
 * order, and lines for which one millisecond has no ids left take the ones before it.
 */
export const lineClamper = (database: DatabaseSync): (nowMs: number, atMost: number) => number => {
  const ahead = database.prepare('SELECT id FROM lines WHERE id >= :from ORDER BY id DESC LIMIT :count')
  const isTaken = database.prepare('SELECT 1 FROM lines WHERE id = :id')
  const move = database.prepare('UPDATE lines SET id = :to WHERE id = :id')
  const clampBatches = database.prepare('UPDATE batches SET received_ms = :now WHERE received_ms > :now')
  const index = indexWriter(database)
  const freeBelow = (id: number): number => {
    let free = id - 1
    while (isTaken.get({ id: free }) !== undefined) free -= 1
    return free
  }
  let last = { nowMs: Number.NaN, id: 0 }
  return (nowMs, atMost) => {
    const ids = ahead.all({ from: firstIdAt(nowMs + 1), count: atMost }).map(({ id }) => id as number)
    if (ids.length === 0) return 0
    if (last.nowMs !== nowMs) last = { nowMs, id: firstIdAt(nowMs + 1) }
    const moved = ids.map((id) => {
      last.id = freeBelow(last.id)
      move.run({ id, to: last.id })
      return last.id
    })
    index.remove(ids)
    index.add(moved)
    clampBatches.run({ now: nowMs })
    return ids.length
  }
}
