import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** Gives the statement that is registered under a name, prepared at its first use and reused. @throws {Error} for any other name */
export const prepareByName = (database: DatabaseSync, sql: Readonly<Record<string, string>>): (name: string) => StatementSync => {
  const prepared = new Map<string, StatementSync>()
  return (name) => {
    const known = prepared.get(name)
    if (known) return known
    const text = sql[name]
    if (text === undefined) throw new Error(`nothing is registered as ${name}: the definition of the database has no SQL for it`)
    const statement = database.prepare(text)
    prepared.set(name, statement)
    return statement
  }
}
