import type { Clock } from '../../platform/clock/clock.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { LogPage, LogQuery } from '../log-query.ts'
import { matches } from '../matches.ts'
import { idRange, type IdRange } from '../id-range.ts'
import { idsOfMs } from '../line-id.ts'
import { nsOfId } from './entry-time.ts'
import { fromEntry } from './line-entry.ts'
import { toLogQl } from './log-ql.ts'
import { LokiUnavailableError, type LokiClient } from './loki-client.ts'

interface Deps {
  readonly client: LokiClient
  readonly clock: Clock
  /** The time that a query without a start goes back. */
  readonly searchRangeMs: number
}

const hourMs = 3_600_000
/**
 * The first window; if it does not fill the page the next is four times as long, up to what Loki answers at once (`max_query_length`).
 */
const [shortestMs, longestMs] = [hourMs, 30 * 24 * hourMs]
/** After this a page is answered with the lines found, and the client asks for the next by its cursor. */
const deadlineMs = 1000
const queryTimeoutMs = 10_000
/** One less than Loki gives at once (`max_entries_limit_per_query`). */
const mostLines = 4999

/** The end of the range at which the search is, `ms` long. */
const windowOf = ({ low, high }: IdRange, newestFirst: boolean, ms: number): IdRange => {
  const ids = ms * idsOfMs
  return newestFirst ? { low: Math.max(low, high - ids + 1), high } : { low, high: Math.min(high, low + ids - 1) }
}

/** The rest of the range beyond an id. */
const beyond = ({ low, high }: IdRange, newestFirst: boolean, id: number): IdRange =>
  newestFirst ? { low, high: id - 1 } : { low: id + 1, high }

/**
 * Searches for lines in windows that grow until the page is full or a deadline passes. Loki's answer is compared with the query itself,
 * so that the answer is that of a plain scan. @throws {LokiUnavailableError}
 */
export const lokiSearch = ({ client, clock, searchRangeMs }: Deps) => async (query: LogQuery): Promise<LogPage> => {
  if (query.deviceIds?.length === 0 || query.levels?.length === 0) return { lines: [] }
  const newestFirst = query.order === 'newest'
  const expression = toLogQl(query)
  const holds = matches(query)
  const startedMs = clock.monotonicMs()
  const nowMs = clock.nowMs()

  /** Lines of the window in order, and the position after them: some may lie beyond what was asked for. */
  const searchWithin = async (
    { low, high }: IdRange,
    limit: number
  ): Promise<{ readonly lines: readonly LogLine[], readonly lastId: number }> => {
    const entries = await client.query({
      expression,
      fromNs: nsOfId(low),
      toNs: nsOfId(high + 1),
      newestFirst,
      limit: limit + 1,
      timeoutMs: queryTimeoutMs
    })
    // A line that a run of the collector sent again after a crash can be in two streams.
    const once = new Map(
      entries.map((entry) => [`${entry.timestampNs} ${entry.labels['device']} ${entry.labels['level']} ${entry.line}`, entry])
    )
      .values()
      .toArray()
    const lines = once
      .map((entry) => fromEntry(entry.labels, entry))
      .sort((one, other) => (newestFirst ? other.id - one.id : one.id - other.id))
    if (lines.length <= limit) return { lines, lastId: newestFirst ? low : high }
    // Two devices can have lines of one id, all of which a page must have: those of the last id may not be complete.
    const incomplete = lines.at(-1)!.id
    const complete = lines.filter(({ id }) => id !== incomplete)
    if (complete.length > 0) return { lines: complete, lastId: complete.at(-1)!.id }
    return {
      lines: limit === mostLines ? lines : (await searchWithin({ low: incomplete, high: incomplete }, mostLines)).lines,
      lastId: incomplete
    }
  }

  const lines: LogLine[] = []
  let ms = shortestMs
  let lastId: number | undefined
  for (
    let left = idRange({ ...query, sinceMs: query.sinceMs ?? nowMs - searchRangeMs, untilMs: Math.min(query.untilMs ?? nowMs, nowMs) });
    left.low <= left.high;
    left = beyond(left, newestFirst, lastId)
  ) {
    if (lastId !== undefined && (lines.length >= query.limit || clock.monotonicMs() - startedMs > deadlineMs)) {
      return { lines, nextId: lastId }
    }
    const window = windowOf(left, newestFirst, ms)
    const found = await searchWithin(window, query.limit - lines.length).catch((error: unknown) => {
      if (lastId === undefined || !(error instanceof LokiUnavailableError)) throw error
      return undefined
    })
    // Searches again from here, in short windows, if it was too much for Loki.
    if (found === undefined) return { lines, nextId: lastId! }
    lines.push(...found.lines.filter(holds))
    lastId = found.lastId
    if (lastId === (newestFirst ? window.low : window.high)) ms = Math.min(4 * ms, longestMs)
  }
  return { lines }
}
