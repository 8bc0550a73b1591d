import { logLevels } from '@mimamori/contract/level-names'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import { msOfId } from '../line-id.ts'
import { readContext } from '../stored-context.ts'

/** A line with the data of its batch and device. */
export type LineRow = Readonly<{
  id: number
  device_id: string
  received_ms: number
  level: number
  estimated: number
  unit: string | null
  message: string
  context: string | null
  request_id: string | null
  run_id: string | null
}>

/** The request of a line `l` of a batch `b`; null if it has none. */
export const requestColumn = "nullif(coalesce(l.request_id, b.request_id), '') AS request_id"

/** To select from `lines l JOIN batches b ON b.position = l.batch JOIN devices d ON d.device = l.device`. */
export const lineColumns =
  `l.id, d.id AS device_id, b.received_ms, l.level, l.estimated, l.unit, l.message, l.context, ${requestColumn}, b.run_id`

/** A line without its context, which takes longer to read than everything else. */
export const withoutContext = (row: LineRow): LogLine => ({
  id: row.id,
  deviceId: row.device_id,
  receivedMs: row.received_ms,
  eventMs: msOfId(row.id),
  level: logLevels[row.level]!,
  message: row.message,
  ...row.estimated === 1 && { estimated: true },
  ...row.unit !== null && { unit: row.unit },
  ...row.request_id !== null && { requestId: row.request_id },
  ...row.run_id !== null && { runId: row.run_id }
})

export const toLogLine = (row: LineRow): LogLine => ({
  ...withoutContext(row),
  ...row.context !== null && { context: readContext(row.context) }
})
