/** A statement's parameter or a row's column. */
export type SqlValue = string | number | bigint | null | Uint8Array

/** One of the statements that a definition has by name, with its parameters by name. */
export interface Statement {
  readonly name: string
  readonly parameters: Readonly<Record<string, SqlValue>>
  /** Leaves out the rest of the transaction if this changes no row: a batch that was here before has no second effect. */
  readonly guard?: boolean
}

/** The definition of a database. */
export interface DatabaseDefinition {
  /** In order; the database's user_version says how many it has had. */
  readonly migrations: readonly string[]
  /** Every statement that changes something, by name; run by the writer thread alone. */
  readonly statements: Readonly<Record<string, string>>
  /** Every query, by name; run by the reader thread. */
  readonly queries: Readonly<Record<string, string>>
}

export interface CommitResult {
  /** Rows changed by each statement, in order; statements after a guard that changed none are missing. */
  readonly changes: readonly number[]
}

/**
 * The one SQLite database. A single writer thread owns it and commits together the transactions of some 50 ms, but for the first few
 * transactions after an idle time; readers have a thread and a connection of their own. Nothing here ever blocks the caller's event loop.
 */
export interface Storage {
  /** Carries a transaction out whole or not at all; resolves when it is on the disk, rejects if it was not carried out. */
  commit (transaction: readonly Statement[]): Promise<CommitResult>
  /** Runs a registered query; sees every transaction whose commit has resolved. */
  query<Row extends Readonly<Record<string, SqlValue>>>(
    name: string,
    parameters: Readonly<Record<string, SqlValue>>
  ): Promise<readonly Row[]>
  /** Writes pending transactions, then closes both threads. Later calls reject. */
  close (): Promise<void>
}
