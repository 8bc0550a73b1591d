import { decode, withoutControls, type DecodedText } from '../lines/clean-text.ts'
import { levelOfPriority } from '../../config/priority.ts'
import type { SourceLine } from '../source-line.ts'

/** The fields that are asked for (systemd.journal-fields(7)); journalctl adds its own, which begin with two underscores, and _BOOT_ID. */
export const journalFields = [
  'MESSAGE',
  'PRIORITY',
  'SYSLOG_IDENTIFIER',
  '_PID',
  '_TRANSPORT',
  '_SYSTEMD_UNIT',
  '_SYSTEMD_USER_UNIT',
  'UNIT',
  'USER_UNIT'
] as const

type Entry = Readonly<Record<string, unknown>>

/** An entry of the journal: its line, or none if it has no message. */
export interface JournalEntry {
  readonly cursor: string
  readonly line?: SourceLine
}

/**
 * A field's text. journalctl writes text with bytes that are not printable as a list of bytes, and a field that an entry has more
 * than once as a list of its values ("Journal JSON Format", systemd.io/JOURNAL_EXPORT_FORMATS).
 */
const readField = (value: unknown): DecodedText | undefined => {
  if (typeof value === 'string') return { text: value, isReplaced: false }
  if (!Array.isArray(value)) return undefined
  if (typeof value[0] === 'number') return decode(Buffer.from(value as number[]))
  const parts = value.map(readField).filter((part) => part !== undefined)
  return { text: parts.map(({ text }) => text).join('\n'), isReplaced: parts.some(({ isReplaced }) => isReplaced) }
}
const textOf = (entry: Entry, field: string): string | undefined => readField(entry[field])?.text

/** journald's 32 digits as the kernel writes the id of a boot. */
const bootOf = (id: string): string => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The source of a line: the unit that systemd writes about, or that wrote it; the kernel, or a program outside of units, by its name. */
const unitOf = (entry: Entry): string =>
  textOf(entry, 'USER_UNIT') ??
  textOf(entry, 'UNIT') ??
  textOf(entry, '_SYSTEMD_USER_UNIT') ??
  textOf(entry, '_SYSTEMD_UNIT') ??
  textOf(entry, 'SYSLOG_IDENTIFIER') ??
  'unknown'

/**
 * Reads one line of `journalctl --output=json --all`. `offsetMs` is what the agent's clock of a boot is ahead of journald's.
 *
 * @throws {SyntaxError} if the line is no such entry
 */
export const parseJournalEntry = (json: string, offsetMs: (boot: string) => number): JournalEntry => {
  const entry = JSON.parse(json) as Entry
  const cursor = entry['__CURSOR']
  if (typeof cursor !== 'string') throw new SyntaxError('an entry without __CURSOR')
  const message = readField(entry['MESSAGE'])
  if (message === undefined) return { cursor }
  const [unit, boot] = [unitOf(entry), bootOf(String(entry['_BOOT_ID']))]
  const [identifier, pid, priority] = [textOf(entry, 'SYSLOG_IDENTIFIER'), textOf(entry, '_PID'), Number(entry['PRIORITY'] ?? 6)]
  return {
    cursor,
    line: {
      text: withoutControls(message.text),
      monotonicMs: Math.max(0, Math.round(Number(entry['__MONOTONIC_TIMESTAMP']) / 1000 + offsetMs(boot))),
      wallMs: Math.round(Number(entry['__REALTIME_TIMESTAMP']) / 1000),
      isTimeEstimated: false,
      boot,
      unit,
      writer: `${unit}/${pid}`,
      level: levelOfPriority(priority),
      // A service's output gets the priority of its unit, with any text.
      isLevelDefault: entry['_TRANSPORT'] === 'stdout' && priority === 6,
      context: { ...identifier !== undefined && !unit.startsWith(identifier) && { identifier }, ...pid !== undefined && { pid } },
      isReplaced: message.isReplaced,
      position: cursor
    }
  }
}
