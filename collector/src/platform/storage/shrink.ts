import type { DatabaseSync } from 'node:sqlite'

/**
 * Free space that the file keeps for the next writes, at least, and a share of a large file: merges of the log's indexes free as much as
 * the next ones take, and to move other pages there costs more writes than it saves space.
 */
const mostFreeBytes = 4_194_304
const freeShare = 1 / 32
/** Given back at once: a few milliseconds of the writer's time. */
const bytesAtOnce = 262_144

const pragma = (database: DatabaseSync, name: string): number => Object.values(database.prepare(`PRAGMA ${name}`).get()!)[0] as number

/**
 * Gives the file system a little of the database's free space, and gives whether there is more. A full disk does not matter
 * here: the next commit meets it too, and says so.
 */
export const shrinkALittle = (database: DatabaseSync): boolean => {
  try {
    const free = pragma(database, 'freelist_count')
    const pageBytes = pragma(database, 'page_size')
    const mostFreePages = Math.max(mostFreeBytes / pageBytes, Math.floor(pragma(database, 'page_count') * freeShare))
    if (free <= mostFreePages) return false
    database.exec(`PRAGMA incremental_vacuum(${Math.min(bytesAtOnce / pageBytes, free - mostFreePages)})`)
    const left = pragma(database, 'freelist_count')
    // A file that was made without auto_vacuum gives none back.
    return left < free && left > mostFreePages
  } catch {
    return false
  }
}
