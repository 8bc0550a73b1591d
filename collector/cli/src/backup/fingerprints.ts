import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'

/** How many there are, and SHA-256 of all that is stored of them. */
export interface Fingerprint {
  readonly count: number
  readonly sha256: string
}

/** The tables of each kind by which a backup is compared; the first of each is counted. */
export const kindTables = {
  'mimamori.db': {
    devices: ['devices', 'limits', 'connections'],
    keys: ['device_keys'],
    users: ['users'],
    tokens: ['tokens'],
    runs: ['update_runs', 'update_hosts'],
    alerts: ['alerts', 'alert_receivers'],
    receivers: ['receivers', 'mail_relay'],
    contentVersions: ['content_versions', 'content_sets'],
    audit: ['audit_log']
  },
  'logs.db': { logLines: ['lines', 'batches'] }
} as const

type KindsOf<File> = File extends Readonly<Record<infer Name, unknown>> ? Name : never
export type Kind = { [File in keyof typeof kindTables]: KindsOf<(typeof kindTables)[File]> }[keyof typeof kindTables]

/** By the primary key, so that rows have one order wherever they lie in the file. */
const orderOf = (database: DatabaseSync, table: string): string => {
  const columns = database.prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').all(table)
  return columns.map(({ name }) => `"${name as string}"`).join(', ') || 'rowid'
}

/** A value as JSON has it; JSON knows neither integers beyond 2^53 nor bytes. */
const canonical = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
}

/** The fingerprint of tables, whose first is counted. */
const fingerprintOf = (database: DatabaseSync, tables: readonly string[]): Fingerprint => {
  const hash = createHash('sha256')
  const counts = tables.map((table) => {
    const statement = database.prepare(`SELECT * FROM "${table}" ORDER BY ${orderOf(database, table)}`)
    statement.setReadBigInts(true)
    hash.update(`${table}\n`)
    let count = 0
    for (const row of statement.iterate()) {
      hash.update(`${JSON.stringify(row, canonical)}\n`)
      count += 1
    }
    return count
  })
  return { count: counts[0]!, sha256: hash.digest('hex') }
}

export type Fingerprints = Readonly<Partial<Record<Kind, Fingerprint>>>

/** Reads a copy of a database, and gives the fingerprint of each kind in it. @throws if it is damaged */
export const fingerprintsOf = (file: string, name: keyof typeof kindTables): Fingerprints => {
  // A copy has no log of changes, and nobody writes it.
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const kinds = Object.entries<readonly string[]>(kindTables[name])
    return Object.fromEntries(kinds.map(([kind, tables]) => [kind, fingerprintOf(database, tables)]))
  } finally {
    database.close()
  }
}
