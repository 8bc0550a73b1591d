import type { SqlValue } from '../../platform/storage/storage.ts'
import type { IdRange } from '../id-range.ts'
import type { LogQuery } from '../log-query.ts'
import { blockOf } from './line-blocks.ts'
import { lineColumns } from './line-row.ts'
import type { TokensFrom } from './index-tokens.ts'
import { anyOf, indexQueryFor, nameToken, type IndexQuery } from './text-index.ts'

/**
 * The source of a search's lines, in its order: a statement that has them, with the ids `:low` to `:high`, or one that has their
 * blocks. It has all lines that the query asks for, and more.
 */
export type SearchSql =
  | { readonly linesSql: string }
  | { readonly blocksSql: string, readonly parameters: Readonly<Record<string, SqlValue>> }

/** Facts about the log. */
export interface LogFacts {
  /** The share of the lines of these devices, 0 to 1. */
  readonly shareOf: (deviceIds: readonly string[]) => number
  readonly tokensFrom: TokensFrom
}

/** Below this share of all lines a device's own are scanned, rather than an index of all for them. */
const smallShare = 0.02

/** The most devices that are found by their index even if they have many lines: the newest may be old. */
const fewDevices = 20

/** FTS5 starts at a limit that is INTEGER; JavaScript's numbers are bound as REAL, and it would read everything beyond. */
const found = ({ index }: IndexQuery, place: number): string => `
  SELECT rowid AS block FROM ${index}
  WHERE ${index} MATCH :match${place} AND rowid >= CAST(:low AS INTEGER) AND rowid <= CAST(:high AS INTEGER)`

const directionOf = (order: LogQuery['order']): string => order === 'newest' ? 'DESC' : 'ASC'

/** Lines, as `toLogLine` reads them. */
export const selectLines = (condition: string, order: LogQuery['order']): string => `
  SELECT ${lineColumns} FROM lines l JOIN batches b ON b.position = l.batch JOIN devices d ON d.device = l.device
  WHERE ${condition} AND l.id >= :low AND l.id <= :high ORDER BY l.id ${directionOf(order)}`

/**
 * Chooses the way with the fewest lines to read: a request's or a run's; those of devices that have few; those that an index of
 * text or units finds; warnings and errors; else all.
 */
export const searchSql = (
  { requestId, runId, deviceIds, text, unit, levels, order }: LogQuery, { low, high }: IdRange, { shareOf, tokensFrom }: LogFacts
): SearchSql => {
  /** The results of all of these, in order: SQLite merges them as they come. */
  const indexed = (...queries: readonly IndexQuery[]): SearchSql => ({
    blocksSql: `${queries.map(found).join(' INTERSECT ')} ORDER BY 1 ${directionOf(order)}`,
    parameters: {
      low: blockOf(low), high: blockOf(high), ...Object.fromEntries(queries.map(({ match }, place) => [`match${place}`, match]))
    }
  })
  const named = (kind: Parameters<typeof nameToken>[0], names: readonly string[]): IndexQuery =>
    ({ index: 'pair_index', match: anyOf(names.map((name) => nameToken(kind, name))) })
  if (requestId !== undefined) return indexed(named('request', [requestId]))
  if (runId !== undefined) return indexed(named('run', [runId]))
  const ofText = text === undefined ? undefined : indexQueryFor(text, tokensFrom)
  const queries = [ofText, unit === undefined ? undefined : named('unit', [unit])].filter((query) => query !== undefined)
  if (deviceIds !== undefined && (shareOf(deviceIds) < smallShare || (queries.length === 0 && deviceIds.length <= fewDevices))) {
    return indexed(named('device', deviceIds))
  }
  if (queries.length > 0) return indexed(...queries)
  const areSevere = levels?.every((level) => level === 'warn' || level === 'error') === true
  return { linesSql: selectLines(areSevere ? 'l.level >= 2' : 'true', order) }
}
