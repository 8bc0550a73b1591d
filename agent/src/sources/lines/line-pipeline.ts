import type { LogLevel } from '@mimamori/contract'
import type { LogItem } from '../../spool/batch/log-batch.ts'
import type { DeviceClock } from '../../device/clock.ts'
import type { Spool } from '../../spool/spool.ts'
import type { SourceLine } from '../source-line.ts'
import type { SourceStats } from '../source.ts'
import { cut } from '../../spool/cut.ts'
import { createLineJoiner } from './join-lines.ts'
import { createItemOf, longestRead, originOf } from './log-item.ts'
import { createRateLimit, type LineLimit, type OverLimit } from './rate-limit.ts'

/** Rules for lines of any source. */
export interface LineRules {
  /** The pattern of the first line of a record of this unit or file; undefined if every line is a record. */
  readonly firstLineOf: (unit: string) => RegExp | undefined
  readonly limit: LineLimit
  /** Lines below it are left out. */
  readonly leastLevel: LogLevel
  /** The text without secrets. */
  readonly redact: (text: string) => string
}

interface PipelineOptions {
  readonly source: string
  readonly rules: LineRules
  readonly spool: Pick<Spool, 'append' | 'advance' | 'boundaryOf' | 'noteLost'>
  /** The boot that runs. */
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
}

const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')

/**
 * Limits lines by their unit, joins them to records, masks secrets, finds the level, and appends them to the spool with the position of
 * their source.
 */
export const createLinePipeline = ({ source, rules, spool, boot, clock }: PipelineOptions) => {
  const counts = { read: 0, spooled: 0, overLimit: 0, lost: 0, replaced: 0, masked: 0, cut: 0, leftOut: 0 }
  let newestWallMs: number | undefined
  /** The position of the source in the spool. */
  let spooledTo: string | undefined

  const itemOf = createItemOf({
    ...rules,
    onMasked () { counts.masked += 1 },
    onCut () { counts.cut += 1 }
  })
  const takeRecords = (records: readonly SourceLine[], position: string): void => {
    const items = records.map(itemOf).filter((item) => item !== undefined)
    counts.leftOut += records.length - items.length
    if (items.length === 0) return
    counts.spooled += items.length
    spool.append({ items, boot: records[0]!.boot }, { source, position })
    spooledTo = position
  }
  const joiner = createLineJoiner({ firstLineOf: rules.firstLineOf, onRecords: takeRecords })

  const appendSummary = ({ line, count, seconds }: OverLimit): void => {
    // Lines that wait to be joined are older.
    joiner.flush()
    const lines = count === 1 ? '1 line' : `${grouped(count)} lines`
    const item: LogItem = {
      ...originOf(line),
      level: 'warn',
      message: `${lines} of ${line.unit} dropped by the rate limit in ${seconds} s (LOG_LINES_PER_SECOND, LOG_BURST_LINES in agent.conf)`
    }
    counts.spooled += 1
    spool.append({ items: [item], boot: line.boot })
  }
  const limits = createRateLimit({ ...rules.limit, onOverLimit: appendSummary })

  /** Passes what was read and gave no item. */
  const advance = (): void => {
    const { position } = joiner
    if (position !== undefined && position !== spooledTo && spool.advance({ source, position })) spooledTo = position
  }
  /** A batch that is made again ends here, so that what is being joined ends, too. */
  const endAtBoundary = (position: string): void => {
    if (position !== spool.boundaryOf(source)) return
    joiner.flush()
    advance()
  }

  return {
    take (line: SourceLine): void {
      counts.read += 1
      newestWallMs = line.wallMs
      if (line.isReplaced) counts.replaced += 1
      const counted = line.isLate === true ? { ...line, boot, monotonicMs: clock.monotonicMs() } : line
      if (limits.take(counted)) joiner.take({ ...line, text: cut(line.text, longestRead) })
      else {
        counts.overLimit += 1
        joiner.pass(line.position)
      }
      endAtBoundary(line.position)
    },
    /** Whether a line of this unit would pass its limit now. */
    hasRoom: (unit: string): boolean => limits.hasRoom(unit, clock.monotonicMs()),
    /** Counts lines that were lost before they could be read. */
    lose (lines: number): void {
      counts.lost += lines
      spool.noteLost(lines)
    },
    /** A line was left out; the source stands at `position`. */
    pass (position: string): void {
      joiner.pass(position)
      endAtBoundary(position)
    },
    /** Once a second. */
    tick (): void {
      joiner.tick()
      limits.tick(boot, clock.monotonicMs())
      advance()
    },
    /** Hands over everything that is still here, at the end. */
    flush (): void {
      joiner.flush()
      limits.flush()
    },
    stats: (): Omit<SourceStats, 'name'> => ({ ...counts, newestWallMs })
  }
}
export type LinePipeline = ReturnType<typeof createLinePipeline>
