import type { DatabaseSync } from 'node:sqlite'
import { firstIdAt } from '../line-id.ts'

/** Gives ids to lines that are not in the database yet. */
export interface FreeIds {
  /** The first id after all that this millisecond of an event, in Unix milliseconds, has: lines of the same time keep their order. */
  next (eventMs: number): number
  /** Forgets the given ids except for these milliseconds: the database has the lines of all others. */
  keep (eventMs: Iterable<number>): void
}

export const freeIds = (database: DatabaseSync, isBuffered: (id: number) => boolean): FreeIds => {
  const newestBetween = database.prepare('SELECT max(id) AS id FROM lines WHERE id >= ? AND id < ?')
  const isStored = database.prepare('SELECT 1 FROM lines WHERE id = ?')
  let nextOf = new Map<number, number>()
  /** A millisecond has used up its ids, and taken some of the next. */
  let hasOverflowed = false
  return {
    next (eventMs) {
      const [first, next] = [firstIdAt(eventMs), firstIdAt(eventMs + 1)]
      let id = nextOf.get(first) ?? ((newestBetween.get(first, next)!['id'] as number | null) ?? first - 1) + 1
      hasOverflowed ||= id >= next
      if (hasOverflowed) while (isBuffered(id) || isStored.get(id) !== undefined) id += 1
      nextOf.set(first, id + 1)
      return id
    },
    keep (eventMs) {
      const before = nextOf
      nextOf = new Map()
      for (const first of new Set(Iterator.from(eventMs).map(firstIdAt))) if (before.has(first)) nextOf.set(first, before.get(first)!)
    }
  }
}
