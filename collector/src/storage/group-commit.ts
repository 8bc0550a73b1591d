import type { DatabaseSync } from 'node:sqlite'
import type { Failure, Outcome, WriteAnswer } from './messages.ts'
import type { CommitResult, Statement } from './storage.ts'
import { toFailure } from './failure.ts'
import { prepareByName } from './prepared-statements.ts'

export interface PendingUnit {
  readonly id: number
  readonly unit: readonly Statement[]
}

/**
 * Carries many units out in one transaction and so with one fsync. A unit that fails is undone by its savepoint and
 * harms no other; where the transaction itself is lost (disk full), every unit of the group is refused.
 */
export const groupCommitter = (database: DatabaseSync, sql: Readonly<Record<string, string>>): (group: readonly PendingUnit[]) => WriteAnswer => {
  const statementOf = prepareByName(database, sql)

  const run = (unit: readonly Statement[]): CommitResult => {
    const changes: number[] = []
    for (const { name, parameters, guard } of unit) {
      const changed = Number(statementOf(name).run(parameters).changes)
      changes.push(changed)
      if (guard === true && changed === 0) break
    }
    return { changes }
  }

  const runInSavepoint = ({ id, unit }: PendingUnit): Outcome<CommitResult> => {
    database.exec('SAVEPOINT unit')
    try {
      const value = run(unit)
      database.exec('RELEASE unit')
      return { id, value }
    } catch (error) {
      if (!database.isTransaction) throw error
      database.exec('ROLLBACK TO unit; RELEASE unit')
      return { id, failure: toFailure(error) }
    }
  }

  const refuseAll = (group: readonly PendingUnit[], failure: Failure): WriteAnswer => group.map(({ id }) => ({ id, failure }))

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
