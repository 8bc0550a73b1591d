import type { LogLevel } from '@mimamori/contract'
import type { LogItem } from '../../batch/log-batch.ts'
import type { DeviceClock } from '../../device/clock.ts'
import type { Spool } from '../../spool/spool.ts'
import type { SourceLine } from '../source-line.ts'
import type { SourceStats } from '../source.ts'
import { createLineJoiner } from './join-lines.ts'
import { readJsonLine } from './json-line.ts'
import { levelInText } from './level-in-text.ts'
import { createRateLimit, type HeldBack, type LineLimit } from './rate-limit.ts'

/** What is done with lines, whatever their source. */
export interface LineRules {
  /** What the first line of a record of this unit or file looks like; undefined where every line is a record. */
  readonly firstLineOf: (unit: string) => RegExp | undefined
  readonly limit: LineLimit
  /** Lines below are left out. */
  readonly leastLevel: LogLevel
  /** The text without secrets. */
  readonly redact: (text: string) => string
}

interface PipelineOptions extends LineRules {
  readonly source: string
  readonly spool: Pick<Spool, 'append' | 'advance'>
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
}

/** The contract's limits, in characters. */
const longest = { message: 8192, unit: 256 }
/** So far secrets are looked for: twice of what is kept, so that none is cut in half. */
const longestRead = 2 * longest.message
const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

const cut = (text: string, characters: number): string => text.length > characters ? `${text.slice(0, characters - 1).toWellFormed()}…` : text
const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** Joins lines to records, limits them, masks their secrets, finds their level, and hands them to the spool with the position of their source. */
export const createLinePipeline = ({ source, spool, boot, clock, firstLineOf, limit, leastLevel, redact }: PipelineOptions) => {
  const counts = { read: 0, sent: 0, heldBack: 0, replaced: 0, masked: 0 }
  let newestWallMs: number | undefined
  /** The position after the newest line, where the spool may not have it yet. */
  let toAdvance: string | undefined

  const append = (line: SourceLine, item: LogItem, position: string | undefined): void => {
    counts.sent += 1
    spool.append({ item, boot: line.boot }, position === undefined ? undefined : { source, position })
    toAdvance = undefined
  }
  const clocksOf = ({ monotonicMs, wallMs, unit }: SourceLine): Pick<LogItem, 'monotonicMs' | 'wallMs' | 'unit'> => ({ monotonicMs, wallMs, unit: cut(unit, longest.unit) })

  const masked = (text: string): string => {
    const read = cut(text, longestRead)
    const without = redact(read)
    if (without !== read) counts.masked += 1
    return without
  }
  const takeRecord = (record: SourceLine, position: string | undefined): void => {
    toAdvance = position
    if (record.text === '') return
    if (!limits.take(record)) {
      counts.heldBack += 1
      if (position !== undefined) spool.advance({ source, position })
      return
    }
    const text = masked(record.text)
    const json = readJsonLine(text)
    const level = record.isLevelDefault ? json?.level ?? levelInText(text) ?? record.level : record.level
    if (rank[level] < rank[leastLevel]) return
    const context = { ...record.context, ...json?.context }
    append(record, { ...clocksOf(record), level, message: cut(json?.message ?? text, longest.message), ...Object.keys(context).length > 0 && { context } }, position)
  }
  const sayHeldBack = ({ line, count, seconds }: HeldBack): void => {
    const lines = count === 1 ? '1 line' : `${grouped(count)} lines`
    append(line, { ...clocksOf(line), level: 'warn', message: `${lines} of ${line.unit} held back in ${seconds} s (LOG_LINES_PER_SECOND, LOG_BURST_LINES in agent.conf)` }, undefined)
    // No source gives this line again, and where it stands no other line may be.
    toAdvance = joiner.position
  }
  const joiner = createLineJoiner({ firstLineOf, onRecord: takeRecord })
  const limits = createRateLimit({ ...limit, onHeldBack: sayHeldBack })

  return {
    take (line: SourceLine): void {
      counts.read += 1
      newestWallMs = line.wallMs
      if (line.isReplaced) counts.replaced += 1
      joiner.take(line)
    },
    /** Whether a line of this unit would pass its limit now. */
    hasRoom: (unit: string): boolean => limits.hasRoom(unit, clock.monotonicMs()),
    /** A line was left out; the source stands at `position`. */
    pass (position: string): void {
      joiner.pass(position)
      toAdvance = joiner.position
    },
    /** Once a second. */
    tick (): void {
      joiner.tick()
      limits.tick(boot, clock.monotonicMs())
      if (toAdvance !== undefined) spool.advance({ source, position: toAdvance })
      toAdvance = undefined
    },
    /** At the end: hands over everything that is still here. */
    flush (): void {
      joiner.flush()
      limits.flush()
    },
    stats: (): Omit<SourceStats, 'name'> => ({ ...counts, ...newestWallMs !== undefined && { newestWallMs } })
  }
}
export type LinePipeline = ReturnType<typeof createLinePipeline>
