import type { DatabaseSync } from 'node:sqlite'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { LogPage, LogQuery } from '../log-query.ts'
import { matches } from '../matches.ts'
import { idRange, type IdRange } from '../id-range.ts'
import { toLogLine, withoutContext, type LineRow } from './line-row.ts'
import { tokensOfIndexes } from './index-tokens.ts'
import type { LineBuffer } from './line-buffer.ts'
import { idsOf } from './line-blocks.ts'
import { searchSql, selectLines, type LogFacts } from './search-sql.ts'

/** The time after which a search gives what it has, so that others get their turn. */
const sliceMs = 200
/** Lines read between two checks of the clock. */
const stride = 64

type HasId = Readonly<{ id: number }>

const shareOfDevices = (database: DatabaseSync): LogFacts['shareOf'] => {
  const share = database.prepare(`
    SELECT total(bytes) FILTER (WHERE id IN (SELECT value FROM json_each(:devices))) / max(1, total(bytes)) AS share FROM devices`)
  return (deviceIds) => share.get({ devices: JSON.stringify(deviceIds) })!['share'] as number
}

/** Both in order, each id once. */
function* merge<One extends HasId, Other extends HasId> (
  some: Iterable<One>, others: Iterable<Other>, order: LogQuery['order']
): Generator<One | Other> {
  const isBefore = (id: number, other: number): boolean => order === 'newest' ? id > other : id < other
  const rest = others[Symbol.iterator]()
  try {
    let next = rest.next()
    for (const one of some) {
      for (; next.done !== true && isBefore(next.value.id, one.id); next = rest.next()) yield next.value
      if (next.done !== true && next.value.id === one.id) next = rest.next()
      yield one
    }
    for (; next.done !== true; next = rest.next()) yield next.value
  } finally {
    // A statement that is not at its end would keep the writer from its commit.
    rest.return?.()
  }
}

/** Finds rows in the order of a query: all lines that it asks for, and more. */
const rowFinder = (database: DatabaseSync): (query: LogQuery, range: IdRange) => Iterable<LineRow> => {
  const facts: LogFacts = { shareOf: shareOfDevices(database), tokensFrom: tokensOfIndexes(database) }
  const unindexed = database.prepare('SELECT high FROM unindexed')
  const rowsOf = (sql: string, range: IdRange): Iterable<LineRow> => database.prepare(sql).iterate({ ...range }) as Iterable<LineRow>

  return (query, range) => {
    const { order } = query
    // Read first: lines that are indexed in between are found twice rather than not at all.
    const old = unindexed.get() as { readonly high: number } | undefined
    const source = searchSql(query, range, facts)
    if ('linesSql' in source) return rowsOf(source.linesSql, range)
    const { blocksSql, parameters } = source
    const ofBlock = database.prepare(selectLines('true', order))
    function* indexed (): Generator<LineRow> {
      for (const { block } of database.prepare(blocksSql).iterate(parameters)) {
        const ids = idsOf(block as number)
        yield* ofBlock.iterate({ low: Math.max(range.low, ids.low), high: Math.min(range.high, ids.high) }) as Iterable<LineRow>
      }
    }
    if (old === undefined || old.high < range.low) return indexed()
    return merge(indexed(), rowsOf(selectLines('true', order), { low: range.low, high: Math.min(range.high, old.high) }), order)
  }
}

interface Options {
  readonly monotonicMs?: () => number
  /** Lines that are not in the database yet. */
  readonly buffer?: Pick<LineBuffer, 'within'>
}

/**
 * Searches for lines, for some 200 ms at most. Every result of an index is compared with the query itself, so that the answer is that of
 * a plain scan.
 */
export const logSearch = (
  database: DatabaseSync, { monotonicMs = () => performance.now(), buffer }: Options = {}
): (query: LogQuery) => LogPage => {
  const rowsFor = rowFinder(database)
  return (query) => {
    const holds = matches(query)
    const lines: LogLine[] = []
    const untilMs = monotonicMs() + sliceMs
    let seen = 0
    let lastId: number | undefined
    const range = idRange(query)
    for (const found of merge(rowsFor(query, range), buffer?.within(range, query.order) ?? [], query.order)) {
      if (seen % stride === stride - 1 && monotonicMs() > untilMs) return { lines, nextId: lastId! }
      seen += 1
      if (holds('device_id' in found ? withoutContext(found) : found)) {
        // One more than asked for shows that there is more.
        if (lines.length === query.limit) return { lines, nextId: lines.at(-1)!.id }
        lines.push('device_id' in found ? toLogLine(found) : found)
      }
      lastId = found.id
    }
    return { lines }
  }
}
