import type { DatabaseSync } from 'node:sqlite'

/** Free pages that the file keeps for what comes next: 4 MB. */
const keptPages = 1024
/** Pages given back at once: a few milliseconds of the writer's time. */
const pagesAtOnce = 64

/**
 * Gives the file system a little of what the database holds free, and says whether there is more. A full disk is no matter
 * here: the next commit meets it too, and says so.
 */
export const shrinkALittle = (database: DatabaseSync): boolean => {
  try {
    const { freelist_count: free } = database.prepare('PRAGMA freelist_count').get() as { freelist_count: number }
    if (free <= keptPages) return false
    database.exec(`PRAGMA incremental_vacuum(${Math.min(pagesAtOnce, free - keptPages)})`)
    return free - keptPages > pagesAtOnce
  } catch {
    return false
  }
}
