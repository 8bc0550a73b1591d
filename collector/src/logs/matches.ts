import { fold } from '@mimamori/contract/fold'
import type { LogLine } from '../devices/snapshot/log-line.ts'
import type { LogQuery } from './log-query.ts'

/** Which lines, without what is only about pages of them. */
export type LogConditions = Omit<LogQuery, 'order' | 'limit' | 'afterId'>

/**
 * Which lines the conditions hold for: what a search finds is exactly what a scan with this finds, whatever index or backend
 * helped, and a live tail shows the same. An empty list of devices or levels holds for none.
 */
export const matches = ({
  deviceIds,
  levels,
  text,
  unit,
  requestId,
  runId,
  sinceMs,
  untilMs
}: LogConditions): ((line: LogLine) => boolean) => {
  const folded = text === undefined ? undefined : fold(text)
  const devices = deviceIds && new Set(deviceIds)
  return (line) =>
    (sinceMs === undefined || line.eventMs >= sinceMs) &&
    (untilMs === undefined || line.eventMs <= untilMs) &&
    (devices === undefined || devices.has(line.deviceId)) &&
    (levels === undefined || levels.includes(line.level)) &&
    (unit === undefined || line.unit === unit) &&
    (requestId === undefined || line.requestId === requestId) &&
    (runId === undefined || line.runId === runId) &&
    (folded === undefined || fold(line.message).includes(folded))
}
