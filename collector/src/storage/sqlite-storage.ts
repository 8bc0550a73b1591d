import { join } from 'node:path'
import { lockDataDirectory } from './data-directory.ts'
import { DataDirectoryError } from './errors.ts'
import { migrate } from './open-database.ts'
import { makePrivateFile } from './private-file.ts'
import type { CommitResult, SqlValue, Storage } from './storage.ts'
import { startThread } from './thread.ts'

interface Options {
  readonly directory: string
  /** How long the first unit of a group waits for others. */
  readonly groupWindowMs?: number
  /** Told where a database thread died: nothing can be stored from then on, and the process should end. */
  readonly onCrash?: (error: Error) => void
}

/**
 * The embedded database: `mimamori.db` in the data directory, which it locks and brings up to date first.
 * @throws {DataDirectoryError} where the directory cannot be used
 */
export const openStorage = ({ directory, groupWindowMs = 50, onCrash = (error) => { throw error } }: Options): Storage => {
  const lock = lockDataDirectory(directory)
  const file = join(directory, 'mimamori.db')
  try {
    makePrivateFile(file)
    migrate(file)
  } catch (error) {
    lock.release()
    throw error instanceof DataDirectoryError
      ? error
      : new DataDirectoryError((text) => text.brokenDatabase(file, (error as Error).message))
  }
  const data = { file, groupWindowMs }
  const writer = startThread<CommitResult>(new URL('./writer-thread.ts', import.meta.url), data, onCrash)
  const reader = startThread<readonly Readonly<Record<string, SqlValue>>[]>(new URL('./reader-thread.ts', import.meta.url), data, onCrash)
  let closed: Promise<void> | undefined
  return {
    commit: (unit) => writer.ask({ unit }),
    query: async <Row extends Readonly<Record<string, SqlValue>>>(name: string, parameters: Readonly<Record<string, SqlValue>>) =>
      await reader.ask({ name, parameters }) as readonly Row[],
    close: () => closed ??= Promise.all([writer.close(), reader.close()]).then(() => { lock.release() })
  }
}
