import type { DatabaseSync } from 'node:sqlite'
import { freeIds } from './free-ids.ts'
import { indexWriter } from './index-writer.ts'
import { firstIdAt } from '../line-id.ts'

/**
 * Puts some of the lines that lie after `nowMs` to it, in their order, within a transaction that is open: a clock that was ahead gave
 * them their time. Gives how many.
 */
export const lineClamper = (database: DatabaseSync): (nowMs: number, atMost: number) => number => {
  const ahead = database.prepare('SELECT id, message FROM lines WHERE id >= :from ORDER BY id LIMIT :count')
  const move = database.prepare('UPDATE lines SET id = :to WHERE id = :id')
  const clampBatches = database.prepare('UPDATE batches SET received_ms = :now WHERE received_ms > :now')
  const idsFrom = freeIds(database)
  const index = indexWriter(database)
  return (nowMs, atMost) => {
    const lines = ahead.all({ from: firstIdAt(nowMs + 1), count: atMost }) as unknown as { readonly id: number, readonly message: string }[]
    if (lines.length === 0) return 0
    const nextId = idsFrom()
    index.remove(lines)
    index.add(lines.map(({ id, message }) => {
      const to = nextId(nowMs)
      move.run({ id, to })
      return { id: to, message }
    }))
    clampBatches.run({ now: nowMs })
    return lines.length
  }
}
