import type { DatabaseSync } from 'node:sqlite'

/** Free pages that the file keeps for what comes next: 4 MB. */
const keptPages = 1024
/** Pages given back at once: a few milliseconds of the writer's time. */
const pagesAtOnce = 64

const freePages = (database: DatabaseSync): number => (database.prepare('PRAGMA freelist_count').get() as { freelist_count: number }).freelist_count

/**
 * Gives the file system a little of what the database holds free, and says whether there is more. A full disk is no matter
 * here: the next commit meets it too, and says so.
 */
export const shrinkALittle = (database: DatabaseSync): boolean => {
  try {
    const free = freePages(database)
    if (free <= keptPages) return false
    database.exec(`PRAGMA incremental_vacuum(${Math.min(pagesAtOnce, free - keptPages)})`)
    const left = freePages(database)
    // A file that was made without auto_vacuum gives none back.
    return left < free && left > keptPages
  } catch {
    return false
  }
}
