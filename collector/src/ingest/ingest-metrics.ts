import { Counter, type Registry } from '@prometheus-io/client'
import { leftOutReasons, type LeftOutReason } from '../devices/live/limits.ts'
import type { ErrorCode } from '../platform/errors/error-codes.ts'

/** Kinds of messages from devices: the kinds of batch, and the plain paths. */
const messageKinds = ['report', 'logs', 'samples', 'status', 'plain_logs', 'loki_push'] as const
export type MessageKind = typeof messageKinds[number]

/** Codes that refuse a device's message; each exists from the start, so that its first event is seen. */
const refusalCodes: readonly ErrorCode[] = [
  'VALIDATION_FAILED',
  'BODY_UNREADABLE',
  'REQUEST_MALFORMED',
  'CLIENT_KEY_REQUIRED',
  'CLIENT_KEY_INVALID',
  'CLIENT_RETIRED',
  'CLIENT_ID_MISMATCH',
  'REQUEST_TIMEOUT',
  'CONNECTION_LOST',
  'BODY_TOO_LARGE',
  'CONTENT_TYPE_UNSUPPORTED',
  'CONTENT_ENCODING_UNSUPPORTED',
  'EXPOSITION_REFUSED',
  'RATE_LIMITED',
  'TOO_MANY_LOG_BYTES',
  'TOO_MANY_WRONG_KEYS',
  'INTERNAL',
  'REGISTRY_EMPTY',
  'LOG_QUEUE_FULL',
  'SAMPLE_QUEUE_FULL',
  'STORAGE_UNAVAILABLE',
  'OVERLOADED'
]

/** Counts the outcomes of devices' messages. */
export interface IngestMetrics {
  accepted (kind: MessageKind): void
  /** It was here before and had no second effect. */
  repeated (kind: MessageKind): void
  /** By the code of the answer (platform/errors/error-codes.ts). */
  refused (code: ErrorCode): void
  leftOut (reason: LeftOutReason, series: number): void
  /** Invalid log lines in a message that was taken. */
  linesLeftOut (lines: number): void
}

export const createIngestMetrics = (registry: Registry): IngestMetrics => {
  const registers = [registry]
  const messages = new Counter({
    name: 'mimamori_collector_messages_total',
    help: 'Messages accepted from devices, by kind; a repeated message has no second effect.',
    labelNames: ['kind', 'result'],
    registers
  })
  const refusals = new Counter({
    name: 'mimamori_collector_messages_refused_total',
    help: 'Messages from devices that were rejected, by error code.',
    labelNames: ['code'],
    registers
  })
  const leftOutSeries = new Counter({
    name: 'mimamori_collector_series_left_out_total',
    help: 'Series left out of accepted reports and batches of late samples, by reason.',
    labelNames: ['reason'],
    registers
  })
  const leftOutLines = new Counter({
    name: 'mimamori_collector_log_lines_left_out_total',
    help: 'Invalid log lines left out of accepted messages.',
    registers
  })
  for (const kind of messageKinds) for (const result of ['accepted', 'repeated']) messages.inc({ kind, result }, 0)
  for (const code of refusalCodes) refusals.inc({ code }, 0)
  for (const reason of leftOutReasons) leftOutSeries.inc({ reason }, 0)
  return {
    accepted: (kind) => { messages.inc({ kind, result: 'accepted' }) },
    repeated: (kind) => { messages.inc({ kind, result: 'repeated' }) },
    refused: (code) => { refusals.inc({ code }) },
    leftOut: (reason, series) => { leftOutSeries.inc({ reason }, series) },
    linesLeftOut: (lines) => { leftOutLines.inc(lines) }
  }
}
