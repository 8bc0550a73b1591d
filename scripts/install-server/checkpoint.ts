import { DatabaseSync } from 'node:sqlite'

/**
 * Brings all that is committed into the database's own file, so that this file alone is the whole database: it is moved as one file
 * then. @throws {Error} where it is damaged, or another process has it open
 */
export const checkpoint = (file: string): void => {
  const database = new DatabaseSync(file)
  try {
    const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { readonly busy: number }
    if (busy !== 0) throw new Error(`another process has ${file} open`)
  } finally {
    database.close()
  }
}
