import type { DatabaseSync } from 'node:sqlite'
import { indexWriter, type IndexedLine } from './index-writer.ts'
import { firstIdAt } from '../line-id.ts'

/**
 * Moves some of the lines that lie after `nowMs` to it, within a transaction that is open: a clock that was ahead gave them their time.
 * Gives how many. The newest come first, each to the last free id before those that this `nowMs` has moved: so they keep their
 * order, and those that one millisecond has no ids for take the ones before it.
 */
export const lineClamper = (database: DatabaseSync): (nowMs: number, atMost: number) => number => {
  const ahead = database.prepare(`
    SELECT id, message, unit, coalesce(l.request_id, b.request_id) AS requestId FROM lines l JOIN batches b ON position = batch
    WHERE id >= :from ORDER BY id DESC LIMIT :count`)
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
    const lines = ahead.all({ from: firstIdAt(nowMs + 1), count: atMost }) as unknown as IndexedLine[]
    if (lines.length === 0) return 0
    if (last.nowMs !== nowMs) last = { nowMs, id: firstIdAt(nowMs + 1) }
    index.remove(lines.map(({ id }) => id))
    index.add(lines.map((line) => {
      last.id = freeBelow(last.id)
      move.run({ id: line.id, to: last.id })
      return { ...line, id: last.id }
    }))
    clampBatches.run({ now: nowMs })
    return lines.length
  }
}
