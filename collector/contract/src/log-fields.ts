import type { LogLineView } from './log-line.ts'

/** Names that loggers give the id of a line's request: a line with such a field is found by it. */
export const requestIdFields: readonly string[] = ['requestId', 'request_id', 'reqId']

/** A value that needs no quotes in logfmt: no blanks, and no characters of the format itself. */
const plain = /^[^\s="]+$/

const valueText = (value: unknown): string =>
  typeof value === 'string' ? plain.test(value) ? value : JSON.stringify(value) : JSON.stringify(value) ?? ''

/** A log line's fields in one line, as logfmt (https://brandur.org/logfmt) writes them: `reason=shutdown attempt=3`. */
export const fieldsText = (fields: LogLineView['context'] = {}): string =>
  Object.entries(fields).map(([name, value]) => `${name}=${valueText(value)}`).join(' ')
