import type { BatchAnswer, ErrorAnswer } from '@mimamori/contract'
import type { Batch } from '../spool/batch/batch.ts'
import type { HttpAnswer } from './transport.ts'

/** The outcome of one try, in the terms of the rules of delivery. */
export type DeliveryOutcome =
  | { readonly kind: 'acknowledged', readonly answer: BatchAnswer }
  /** Nobody answers, or the collector is busy: try the same again, soon. `waitMs` is what the server asked for. */
  | { readonly kind: 'retry', readonly reason: string, readonly waitMs?: number | undefined }
  /** The collector takes no more of this kind for now, but does of others: try the same again, and send the others until then. */
  | { readonly kind: 'full', readonly reason: string, readonly waitMs?: number | undefined }
  /** A refusal, or an answer from something else than our collector: keep everything and try again slowly, for ever. */
  | { readonly kind: 'refused', readonly reason: string, readonly code: string }
  | { readonly kind: 'too-large', readonly reason: string }
  | { readonly kind: 'rejected', readonly reason: string }

/** The code of an answer that is not the collector's: a proxy's, a portal's, another service's. */
export const notOurs = 'NOT_OUR_COLLECTOR'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const parseObject = (body: Buffer): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** An error of our own collector; undefined for any other page. */
export const parseErrorAnswer = (body: Buffer): ErrorAnswer | undefined => {
  const value = parseObject(body)
  if (typeof value?.['requestId'] !== 'string' || typeof value['code'] !== 'string' || typeof value['message'] !== 'string') {
    return undefined
  }
  return value as ErrorAnswer
}

const parseBatchAnswer = (body: Buffer): BatchAnswer | undefined => {
  const value = parseObject(body)
  if (typeof value?.['stream'] !== 'string' || typeof value['kind'] !== 'string') return undefined
  const numbers = ['acknowledgedSequence', 'serverTimeMs', 'intervalSeconds', 'accepted']
  if (!numbers.every((name) => Number.isFinite(value[name])) || !Array.isArray(value['rejected'])) return undefined
  return value as BatchAnswer
}

/**
 * `Retry-After` in milliseconds (RFC 9110, section 10.2.3): a number of seconds, or a date, which is compared with the
 * answer's own `Date`, since the clock of the device may be years off.
 */
export const parseRetryAfter = (headers: HttpAnswer['headers']): number | undefined => {
  const value = headers['retry-after']
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const waitMs = Date.parse(value) - Date.parse(headers.date ?? '')
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs)
}

const describe = (status: number, error: ErrorAnswer | undefined): string => {
  if (error === undefined) return `HTTP ${status}`
  const issues = error.issues?.slice(0, 3).map(({ path, message }) => `${path}: ${message}`).join('; ')
  return `${error.code}: ${error.message}${issues ? ` (${issues})` : ''}`
}

/** Answers of a collector with no room for a kind of batch, or to a device that has sent too much of one. */
const fullCodes: ReadonlySet<string | undefined> = new Set(['LOG_QUEUE_FULL', 'SAMPLE_QUEUE_FULL', 'TOO_MANY_LOG_BYTES'])

/** Reads an answer: what its status means. Only an error in our collector's own form rejects a batch; no proxy's page does. */
export const readOutcome = (batch: Pick<Batch, 'kind' | 'stream' | 'sequence'>, { status, headers, body }: HttpAnswer): DeliveryOutcome => {
  if (status === 200) {
    const answer = parseBatchAnswer(body)
    if (answer?.stream === batch.stream && answer.kind === batch.kind) {
      return answer.acknowledgedSequence >= batch.sequence
        ? { kind: 'acknowledged', answer }
        : { kind: 'retry', reason: `the collector acknowledged ${answer.acknowledgedSequence} and was sent ${batch.sequence}` }
    }
    return { kind: 'refused', code: notOurs, reason: 'the page that came is not our collector’s' }
  }
  const error = parseErrorAnswer(body)
  const reason = describe(status, error)
  if (status === 413) return { kind: 'too-large', reason }
  if (status >= 500 || status === 429 || status === 408) {
    return { kind: fullCodes.has(error?.code) ? 'full' : 'retry', reason, waitMs: parseRetryAfter(headers) }
  }
  if ((status === 400 || status === 422) && error !== undefined) return { kind: 'rejected', reason }
  return { kind: 'refused', code: error?.code ?? notOurs, reason }
}
