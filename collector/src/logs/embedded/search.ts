import type { DatabaseSync } from 'node:sqlite'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { LogPage, LogQuery } from '../log-query.ts'
import { matches } from '../matches.ts'
import { idRange } from '../id-range.ts'
import { toLogLine, withoutContext, type LineRow } from './line-row.ts'
import { tokensOfIndexes } from './index-tokens.ts'
import type { LineBuffer } from './line-buffer.ts'
import { searchSource, type LogFacts } from './search-source.ts'

/** What a search may take before it gives what it has, so that others get their turn. */
const sliceMs = 200
/** Lines looked at between two looks at the clock. */
const stride = 64

const shareOfDevices = (database: DatabaseSync): LogFacts['shareOf'] => {
  const usage = database.prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM devices WHERE id IN (SELECT value FROM json_each(:devices))')
  const total = database.prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM devices')
  return (deviceIds) => Number(usage.get({ devices: JSON.stringify(deviceIds) })!['bytes']) / Math.max(1, Number(total.get()!['bytes']))
}

const oldBatchesOf = (database: DatabaseSync): LogFacts['oldBatches'] => {
  const old = (table: string) => database.prepare(`
    SELECT position FROM ${table} WHERE EXISTS (SELECT 1 FROM batches b WHERE b.position <= ${table}.position AND b.lines > 0)`)
  const statements = { 'units and ends': old('indexed_after'), requests: old('requests_indexed_after') }
  return (entry) => statements[entry].get()?.['position'] as number | undefined
}

/** Both in order, each id once. */
function* merge (rows: Iterable<LineRow>, buffered: readonly LogLine[], order: LogQuery['order']): Generator<LineRow | LogLine> {
  let next = 0
  const isBefore = (id: number, other: number): boolean => order === 'newest' ? id > other : id < other
  for (const row of rows) {
    for (; next < buffered.length && isBefore(buffered[next]!.id, row.id); next++) yield buffered[next]!
    if (buffered[next]?.id === row.id) next += 1
    yield row
  }
  yield* buffered.slice(next)
}

interface Options {
  readonly monotonicMs?: () => number
  /** Lines that are not in the database yet. */
  readonly buffer?: Pick<LineBuffer, 'within'>
}

/**
 * Looks for lines, for some 200 ms at most. Whatever an index finds is compared with the query itself, so that the answer is that of
 * a plain scan.
 */
export const logSearch = (
  database: DatabaseSync, { monotonicMs = () => performance.now(), buffer }: Options = {}
): (query: LogQuery) => LogPage => {
  const facts: LogFacts = { shareOf: shareOfDevices(database), tokensFrom: tokensOfIndexes(database), oldBatches: oldBatchesOf(database) }
  return (query) => {
    const { sql, parameters } = searchSource(query, facts)
    const holds = matches(query)
    const lines: LogLine[] = []
    const untilMs = monotonicMs() + sliceMs
    let seen = 0
    let lastId: number | undefined
    const range = idRange(query)
    const rows = database.prepare(sql).iterate({ ...parameters, ...range }) as Iterable<LineRow>
    for (const found of merge(rows, buffer?.within(range, query.order) ?? [], query.order)) {
      if (seen % stride === stride - 1 && monotonicMs() > untilMs) return { lines, nextId: lastId! }
      seen += 1
      if (holds('device_id' in found ? withoutContext(found) : found)) {
        // One more than asked for says that there is more.
        if (lines.length === query.limit) return { lines, nextId: lines.at(-1)!.id }
        lines.push('device_id' in found ? toLogLine(found) : found)
      }
      lastId = found.id
    }
    return { lines }
  }
}
