import { fold } from '@mimamori/contract/fold'
import type { LogLine } from '../devices/snapshot/log-line.ts'
import type { LogQuery } from './log-query.ts'

/** The conditions on lines, without the ones that are only about pages. */
export type LogConditions = Omit<LogQuery, 'order' | 'limit' | 'afterId'>

/**
 * Whether the conditions match a line: a search finds exactly what a scan with this finds, whatever index or backend
 * helped, and a live tail shows the same. An empty list of devices or levels matches none.
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
