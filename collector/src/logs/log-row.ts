import { z } from 'zod'
import type { LogLevel } from '@mimamori/contract'
import { readJson } from '../storage/read-json.ts'
import type { LogLine } from './log-store.ts'

const context = z.record(z.string(), z.unknown())

/** A row of log_lines. */
export type LogRow = Readonly<{
  id: number
  device_id: string
  received_ms: number
  event_ms: number
  estimated: number
  level: string
  unit: string | null
  message: string
  context: string | null
  request_id: string
  run_id: string | null
}>

export const toLogLine = (row: LogRow): LogLine => ({
  id: row.id,
  deviceId: row.device_id,
  receivedMs: row.received_ms,
  eventMs: row.event_ms,
  level: row.level as LogLevel,
  message: row.message,
  requestId: row.request_id,
  ...row.estimated === 1 && { estimated: true },
  ...row.unit !== null && { unit: row.unit },
  ...row.run_id !== null && { runId: row.run_id },
  ...row.context !== null && { context: readJson(row.context, context) ?? { unreadable: row.context } }
})
