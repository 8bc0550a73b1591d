import type { DatabaseSync } from 'node:sqlite'
import { firstIdAt } from '../line-id.ts'

/**
 * Gives ids to lines by the time of their event, in Unix milliseconds: each the first after all that this millisecond has, so that
 * lines of one moment keep their order. One allocator for one transaction.
 */
export const freeIds = (database: DatabaseSync): () => (eventMs: number) => number => {
  const newestOfAll = database.prepare('SELECT max(id) AS id FROM lines')
  const newestBetween = database.prepare('SELECT max(id) AS id FROM lines WHERE id >= ? AND id < ?')
  const isTaken = database.prepare('SELECT 1 FROM lines WHERE id = ?')
  return () => {
    const newestBefore = (newestOfAll.get()!['id'] as number | null) ?? -1
    const nextOf = new Map<number, number>()
    /** A millisecond of this transaction has used up its ids, and taken some of the next. */
    let hasOverflowed = false

    const firstFree = (first: number, next: number): number => first > newestBefore ? first : ((newestBetween.get(first, next)!['id'] as number | null) ?? first - 1) + 1
    return (eventMs) => {
      const [first, next] = [firstIdAt(eventMs), firstIdAt(eventMs + 1)]
      let id = nextOf.get(first) ?? firstFree(first, next)
      hasOverflowed ||= id >= next
      if (hasOverflowed) while (isTaken.get(id) !== undefined) id += 1
      nextOf.set(first, id + 1)
      return id
    }
  }
}
