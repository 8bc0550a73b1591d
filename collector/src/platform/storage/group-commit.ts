import type { DatabaseSync } from 'node:sqlite'
import type { Failure, RequestResult, WriteAnswer } from './messages.ts'
import type { CommitResult, Statement } from './storage.ts'
import { toFailure } from './failure.ts'
import { prepareByName } from './prepared-statements.ts'

export interface PendingTransaction {
  readonly id: number
  readonly transaction: readonly Statement[]
}

/**
 * Carries many transactions out as one of SQLite's, and so with one fsync. One that fails is undone by its savepoint and
 * harms no other; if the commit fails (disk full), every transaction of the group is refused.
 */
export const groupCommitter = (
  database: DatabaseSync,
  sql: Readonly<Record<string, string>>
): ((group: readonly PendingTransaction[]) => WriteAnswer) => {
  const statementOf = prepareByName(database, sql)

  const run = (transaction: readonly Statement[]): CommitResult => {
    const changes: number[] = []
    for (const { name, parameters, guard } of transaction) {
      const changed = Number(statementOf(name).run(parameters).changes)
      changes.push(changed)
      if (guard === true && changed === 0) break
    }
    return { changes }
  }

  const runInSavepoint = ({ id, transaction }: PendingTransaction): RequestResult<CommitResult> => {
    database.exec('SAVEPOINT one')
    try {
      const value = run(transaction)
      database.exec('RELEASE one')
      return { id, value }
    } catch (error) {
      if (!database.isTransaction) throw error
      database.exec('ROLLBACK TO one; RELEASE one')
      return { id, failure: toFailure(error) }
    }
  }

  const refuseAll = (group: readonly PendingTransaction[], failure: Failure): WriteAnswer => group.map(({ id }) => ({ id, failure }))

  return (group) => {
    try {
      database.exec('BEGIN IMMEDIATE')
      const outcomes = group.map(runInSavepoint)
      database.exec('COMMIT')
      return outcomes
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      return refuseAll(group, toFailure(error))
    }
  }
}
