import { writeSync } from 'node:fs'
import type { LogLevel } from '@mimamori/contract'
import { redact } from '@mimamori/contract/redaction'

/** The fields of a line other than its message; undefined ones are left out. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** A line of the agent's own log. */
export interface LogLine {
  readonly level: LogLevel
  readonly message: string
  readonly fields: LogFields
  /** Not to be shipped: lines about the shipping of logs, which would feed themselves. */
  readonly local: boolean
}

export interface Logger {
  debug (fields: LogFields, message: string): void
  info (fields: LogFields, message: string): void
  warn (fields: LogFields, message: string): void
  error (fields: LogFields, message: string): void
  /** The same log, whose lines stay on this device. */
  readonly local: Logger
}

const severities: Readonly<Record<LogLevel, { readonly rank: number, readonly journalPriority: number }>> = {
  debug: { rank: 0, journalPriority: 7 },
  info: { rank: 1, journalPriority: 6 },
  warn: { rank: 2, journalPriority: 4 },
  error: { rank: 3, journalPriority: 3 }
}

const quote = (value: string): string => /^[^\s"=\\]+$/.test(value) ? value : JSON.stringify(value)

/** One line in logfmt: level, message, fields. */
export const formatLine = ({ level, message, fields }: LogLine): string => {
  let line = `level=${level} msg=${quote(message)}`
  for (const name in fields) {
    const value = fields[name]
    if (value !== undefined) line += ` ${name}=${typeof value === 'string' ? quote(value) : value}`
  }
  return line
}

/** With the priority that journald reads off the beginning of a line (sd-daemon(3), SyslogLevelPrefix=). */
export const formatJournalLine = (line: LogLine): string => `<${severities[line.level].journalPriority}>${formatLine(line)}`

const withoutSecrets = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]))

/** Masks secrets in its output: a reason may be another program's output, or a line of somebody's configuration. */
export const createLogger = (threshold: LogLevel, write: (line: LogLine) => void): Logger => {
  const withLocal = (local: boolean): Omit<Logger, 'local'> => {
    const at = (level: LogLevel) => (fields: LogFields, message: string): void => {
      if (severities[level].rank >= severities[threshold].rank) {
        write({ level, message: redact(message), fields: withoutSecrets(fields), local })
      }
    }
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  }
  const local: Logger = { ...withLocal(true), get local () { return local } }
  return { ...withLocal(false), local }
}

/**
 * Writes a line to standard output, at once and without a stream: process.stdout and pino are 1.5 and 4 MB of memory, a
 * tenth and a quarter of the agent's whole budget, for a handful of lines a day. A line that nobody takes (a full pipe, a
 * closed one, a full disk) is lost rather than waited for.
 */
export const writeToStdout = (line: LogLine): void => {
  const text = process.env['JOURNAL_STREAM'] === undefined ? formatLine(line) : formatJournalLine(line)
  try {
    writeSync(1, text + '\n')
  } catch {
    // The agent works on without it.
  }
}
