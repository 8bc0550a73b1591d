import type { DatabaseSync } from 'node:sqlite'
import { firstIdAt } from '../line-id.ts'

/**
 * Gives ids to lines by the time of their event, in Unix milliseconds: each the first after all that this millisecond has, so that
 * lines of one moment keep their order. One allocator for one transaction.
 */
export const freeIds = (database: DatabaseSync): () => (eventMs: number) => number => {
  const newest = database.prepare('SELECT max(id) AS id FROM lines WHERE id >= :first AND id < :next')
  const isTaken = database.prepare('SELECT 1 FROM lines WHERE id = :id')
  return () => {
    const nextOf = new Map<number, number>()
    return (eventMs) => {
      const first = firstIdAt(eventMs)
      let id = nextOf.get(first) ?? ((newest.get({ first, next: firstIdAt(eventMs + 1) })!['id'] as number | null) ?? first - 1) + 1
      // A millisecond that overflowed has taken ids of the next.
      while (isTaken.get({ id }) !== undefined) id += 1
      nextOf.set(first, id + 1)
      return id
    }
  }
}
