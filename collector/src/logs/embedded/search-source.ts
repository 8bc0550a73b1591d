import type { SqlValue } from '../../platform/storage/storage.ts'
import type { LogQuery } from '../log-query.ts'
import { lineColumns } from './line-row.ts'
import type { TokensFrom } from './index-tokens.ts'
import { indexQueryFor, requestToken, unitToken, type IndexQuery, type LaterEntry } from './text-index.ts'

/** Where a search takes its lines from, in its order: SQL, with the ids `:low` to `:high` that are looked at. All that the query asks for is in them, and more. */
export interface SearchSource {
  readonly sql: string
  readonly parameters: Readonly<Record<string, SqlValue>>
}

const joined = 'JOIN batches b ON b.position = l.batch JOIN devices d ON d.device = l.device'
const within = 'l.id >= :low AND l.id <= :high'

/** What the log knows of itself. */
export interface LogFacts {
  /** What the lines of these devices take of all, 0 to 1. */
  readonly shareOf: (deviceIds: readonly string[]) => number
  readonly tokensFrom: TokensFrom
  /** Batches up to this position do not have these in the indexes; undefined where none is left. */
  readonly oldBatches: (entry: LaterEntry) => number | undefined
}

/** Below this share of all lines a device's own are looked through, rather than an index of all for them. */
const smallShare = 0.02

/** FTS5 begins at a limit that is INTEGER; JavaScript's numbers are bound as REAL, and it would read all that lies beyond. */
const found = ({ index }: IndexQuery, place: number): string =>
  `SELECT rowid AS id FROM ${index} WHERE ${index} MATCH :match${place} AND rowid >= CAST(:low AS INTEGER) AND rowid <= CAST(:high AS INTEGER)`

/** The lines that all of these find, and the old ones that some do not know, in order: SQLite merges them as they come. */
const indexed = (queries: readonly IndexQuery[], direction: string, old: number | undefined): SearchSource => {
  const ofOld = old === undefined ? '' : ' UNION SELECT id FROM lines WHERE batch <= :old AND id >= :low AND id <= :high'
  return {
    // CROSS JOIN keeps SQLite from turning the order around (https://sqlite.org/optoverview.html#crossjoin).
    sql: `SELECT ${lineColumns} FROM (${queries.map(found).join(' INTERSECT ')}${ofOld} ORDER BY 1 ${direction}) f CROSS JOIN lines l ON l.id = f.id CROSS JOIN batches b ON b.position = l.batch CROSS JOIN devices d ON d.device = l.device ORDER BY f.id ${direction}`,
    parameters: { ...Object.fromEntries(queries.map(({ match }, place) => [`match${place}`, match])), ...old !== undefined && { old } }
  }
}

/**
 * Chooses the way with the fewest lines to look at: a request's or a run's; those of devices that have few; those that an index of
 * text or units finds; warnings and errors; else all.
 */
export const searchSource = ({ requestId, runId, deviceIds, text, unit, levels, order }: LogQuery, { shareOf, tokensFrom, oldBatches }: LogFacts): SearchSource => {
  const direction = order === 'newest' ? 'DESC' : 'ASC'
  const ofLines = (condition: string): string => `SELECT ${lineColumns} FROM lines l ${joined} WHERE ${condition} AND ${within} ORDER BY l.id ${direction}`
  if (requestId !== undefined) return indexed([{ index: 'pair_index', match: requestToken(requestId) }], direction, oldBatches('requests'))
  if (runId !== undefined) return { sql: ofLines('l.batch IN (SELECT position FROM batches WHERE run_id = :run)'), parameters: { run: runId } }
  if (deviceIds !== undefined && shareOf(deviceIds) < smallShare) {
    return { sql: ofLines('l.device IN (SELECT device FROM devices WHERE id IN (SELECT value FROM json_each(:devices)))'), parameters: { devices: JSON.stringify(deviceIds) } }
  }
  const ofText = text === undefined ? undefined : indexQueryFor(text, tokensFrom)
  const ofUnit: IndexQuery | undefined = unit === undefined ? undefined : {
    index: 'pair_index', match: unitToken(unit), later: 'units and ends'
  }
  const queries = [ofText, ofUnit].filter((query) => query !== undefined)
  const ofAllLines = queries.filter(({ later }) => later === undefined)
  const old = queries.length > ofAllLines.length ? oldBatches('units and ends') : undefined
  if (old !== undefined && ofAllLines.length > 0) return indexed(ofAllLines, direction, undefined)
  if (queries.length > 0) return indexed(queries, direction, old)
  if (levels?.every((level) => level === 'warn' || level === 'error') === true) return { sql: ofLines('l.level >= 2'), parameters: {} }
  return { sql: ofLines('true'), parameters: {} }
}
