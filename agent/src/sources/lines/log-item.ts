import type { LogLevel } from '@mimamori/contract'
import { readJsonLine } from '@mimamori/contract/json-line'
import { levelInText } from '@mimamori/contract/level-in-text'
import type { LogItem } from '../../spool/batch/log-batch.ts'
import type { SourceLine } from '../source-line.ts'
import { cut } from '../../spool/cut.ts'
import { createKeyLines } from './key-lines.ts'
import { unescapeCharacters } from './unescape-characters.ts'

interface ItemOptions {
  /** Records below it are left out. */
  readonly leastLevel: LogLevel
  /** The text without secrets. */
  readonly redact: (text: string) => string
  /** Called for each record in which a secret was masked. */
  readonly onMasked: () => void
  /** Called for each record whose end is left out. */
  readonly onCut: () => void
}

/** The contract's limits, in characters. */
const longest = { message: 8192, unit: 256 }
/** How far secrets are searched for: twice the kept length, so that none is cut in half. */
export const longestRead = 2 * longest.message
const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

/** The clocks and the unit of a line, as an item has them. */
export const originOf = ({
  monotonicMs,
  wallMs,
  unit,
  isTimeEstimated
}: SourceLine): Pick<LogItem, 'monotonicMs' | 'wallMs' | 'unit' | 'estimated'> => ({
  monotonicMs,
  wallMs,
  unit: cut(unit, longest.unit),
  ...(isTimeEstimated && { estimated: true })
})

/**
 * Makes items from records: masks secrets, reads JSON and the level. undefined if nothing is to be sent: an empty text, or a level below
 * the least.
 */
export const createItemOf = ({ leastLevel, redact, onMasked, onCut }: ItemOptions) => {
  const withoutKey = createKeyLines()
  return (record: SourceLine): LogItem | undefined => {
    const read = cut(unescapeCharacters(record.text), longestRead)
    const text = redact(withoutKey(record.writer, read))
    if (text !== read) onMasked()
    if (text === '') return undefined
    const json = readJsonLine(text)
    // A mask in place of a number or a list leaves invalid JSON.
    const level = record.isLevelDefault ? (json ?? readJsonLine(read))?.level ?? levelInText(text) ?? record.level : record.level
    if (rank[level] < rank[leastLevel]) return undefined
    const message = json?.message ?? text
    if (message.length > longest.message) onCut()
    const context = { ...record.context, ...json?.context }
    return { ...originOf(record), level, message: cut(message, longest.message), ...Object.keys(context).length > 0 && { context } }
  }
}
