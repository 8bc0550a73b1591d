import { pino } from 'pino'
import { redact } from '@mimamori/contract/redaction'

const withoutSecrets = (value: unknown): unknown => {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner)]))
    : value
}

/** An error as the collector's own log has it. Its text is often another program's, and may quote what a stranger sent. */
export const errorForLog = (error: Error): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(pino.stdSerializers.err(error)).map(([name, value]) => [name, withoutSecrets(value)]))
