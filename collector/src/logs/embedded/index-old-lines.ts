import type { DatabaseSync } from 'node:sqlite'
import { indexWriter } from './index-writer.ts'

/** Indexes some of the lines of an earlier version, the newest first, within an open transaction. Gives how many. */
export const oldLineIndexer = (database: DatabaseSync): (atMost: number) => number => {
  const unindexed = database.prepare('SELECT id FROM lines WHERE id <= (SELECT high FROM unindexed) ORDER BY id DESC LIMIT :atMost')
  const lower = database.prepare('UPDATE unindexed SET high = :high')
  const end = database.prepare('DELETE FROM unindexed')
  const index = indexWriter(database)
  return (atMost) => {
    const ids = unindexed.all({ atMost }).map(({ id }) => id as number)
    index.add(ids)
    if (ids.length > 0) lower.run({ high: ids.at(-1)! - 1 })
    else end.run()
    return ids.length
  }
}
