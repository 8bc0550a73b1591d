import { pino } from 'pino'
import { redact } from '@mimamori/contract/redaction'

/** The levels that are shown: a field of an error can be a whole connection, or itself. */
const levels = 4

const withoutSecrets = (value: unknown, level = 1): unknown => {
  if (typeof value === 'string') return redact(value)
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value
  if (level > levels) return '…'
  if (Array.isArray(value)) return value.map((inner) => withoutSecrets(inner, level + 1))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner, level + 1)]))
}

/** An error as the collector's own log has it. Its text is often another program's, and may quote what a stranger sent. */
export const errorForLog = (error: Error): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(pino.stdSerializers.err(error)).map(([name, value]) => [name, withoutSecrets(value)]))
