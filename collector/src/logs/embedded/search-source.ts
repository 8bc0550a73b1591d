import type { SqlValue } from '../../storage/storage.ts'
import type { LogQuery } from '../log-query.ts'
import { lineColumns } from './line-row.ts'
import { indexQueryFor } from './text-index.ts'

/** Where a search takes its lines from, in its order: SQL, with the ids `:low` to `:high` that are looked at. All that the query asks for is in them, and more. */
export interface SearchSource {
  readonly sql: string
  readonly parameters: Readonly<Record<string, SqlValue>>
}

const joined = 'JOIN batches b ON b.position = l.batch JOIN devices d ON d.device = l.device'
/** CROSS JOIN keeps SQLite from turning the order around (https://sqlite.org/optoverview.html#crossjoin). */
const from = (table: string, on: string): string => `SELECT ${lineColumns} FROM ${table} CROSS JOIN lines l ON ${on} CROSS JOIN batches b ON b.position = l.batch CROSS JOIN devices d ON d.device = l.device`
const within = 'l.id >= :low AND l.id <= :high'

/** What the log knows of itself. */
export interface LogFacts {
  /** What the lines of these devices take of all, 0 to 1. */
  readonly shareOf: (deviceIds: readonly string[]) => number
  /** The tokens of `pair_index` that begin with a character; undefined where they are too many. */
  readonly tokensFrom: (character: string) => readonly string[] | undefined
}

/** Below this share of all lines a device's own are looked through, rather than an index of all for them. */
const smallShare = 0.02

/**
 * Chooses the way with the fewest lines to look at: a request's or a run's; those of devices that have few; those that an index of
 * text finds; warnings and errors; else all.
 */
export const searchSource = ({ requestId, runId, deviceIds, text, levels, order }: LogQuery, { shareOf, tokensFrom }: LogFacts): SearchSource => {
  const direction = order === 'newest' ? 'DESC' : 'ASC'
  const ofLines = (condition: string): string => `SELECT ${lineColumns} FROM lines l ${joined} WHERE ${condition} AND ${within} ORDER BY l.id ${direction}`
  if (requestId !== undefined) {
    return {
      sql: ofLines('l.id IN (SELECT id FROM lines WHERE request_id = :request UNION ALL SELECT lines.id FROM batches JOIN lines ON batch = position WHERE batches.request_id = :request)'),
      parameters: { request: requestId }
    }
  }
  if (runId !== undefined) return { sql: ofLines('l.batch IN (SELECT position FROM batches WHERE run_id = :run)'), parameters: { run: runId } }
  if (deviceIds !== undefined && shareOf(deviceIds) < smallShare) {
    return { sql: ofLines('l.device IN (SELECT device FROM devices WHERE id IN (SELECT value FROM json_each(:devices)))'), parameters: { devices: JSON.stringify(deviceIds) } }
  }
  const found = text === undefined ? undefined : indexQueryFor(text, tokensFrom)
  if (found !== undefined) {
    const { index, match } = found
    return {
      // FTS5 begins at a limit that is INTEGER; JavaScript's numbers are bound as REAL, and it would read all that lies beyond.
      sql: `${from(index, `l.id = ${index}.rowid`)} WHERE ${index} MATCH :match AND ${index}.rowid >= CAST(:low AS INTEGER) AND ${index}.rowid <= CAST(:high AS INTEGER) ORDER BY ${index}.rowid ${direction}`,
      parameters: { match }
    }
  }
  if (levels?.every((level) => level === 'warn' || level === 'error') === true) return { sql: ofLines('l.level >= 2'), parameters: {} }
  return { sql: ofLines('true'), parameters: {} }
}
