import { lockDataDirectory } from './data-directory.ts'
import { DataDirectoryError, StorageUnavailableError } from './errors.ts'
import { migrate } from './open-database.ts'
import type { ThreadData, WriterData } from './messages.ts'
import { makePrivateFile } from './private-file.ts'
import { databaseFile, startProblem } from './start-problem.ts'
import type { CommitResult, DatabaseDefinition, SqlValue, Storage } from './storage.ts'
import { startThread } from './thread.ts'

interface Options {
  readonly directory: string
  readonly database: DatabaseDefinition
  /** How long the first transaction of a group waits for others. */
  readonly groupWindowMs?: number
  /** Called when a database thread has died: nothing can be stored from then on, and the process should end. */
  readonly onCrash?: (error: Error) => void
}

/**
 * The embedded database: `mimamori.db` in the data directory, which it locks and brings up to date first.
 * @throws {DataDirectoryError} if the directory cannot be used
 */
export const openStorage = ({ directory, database, groupWindowMs = 50, onCrash = (error) => { throw error } }: Options): Storage => {
  const lock = lockDataDirectory(directory)
  const file = databaseFile(directory)
  try {
    makePrivateFile(file)
    migrate(file, database.migrations)
  } catch (error) {
    lock.release()
    throw startProblem(error, directory) ?? new DataDirectoryError({ code: 'brokenDatabase', file, reason: (error as Error).message })
  }
  const writerData: WriterData = { file, sql: database.statements, groupWindowMs }
  const readerData: ThreadData = { file, sql: database.queries }
  const writer = startThread<CommitResult>(new URL('./writer-thread.ts', import.meta.url), writerData, onCrash)
  const reader = startThread<readonly Readonly<Record<string, SqlValue>>[]>(
    new URL('./reader-thread.ts', import.meta.url),
    readerData,
    onCrash
  )
  let closed: Promise<void> | undefined
  return {
    commit: async (transaction) => {
      if (closed) throw new StorageUnavailableError('the database is closed')
      return await writer.ask({ transaction })
    },
    query: async <Row extends Readonly<Record<string, SqlValue>>>(name: string, parameters: Readonly<Record<string, SqlValue>>) =>
      await reader.ask({ name, parameters }) as readonly Row[],
    // The writer last: only the last connection can take the log of changes (WAL) into the file.
    close: () => closed ??= reader.close().then(() => writer.close()).then(() => { lock.release() })
  }
}
