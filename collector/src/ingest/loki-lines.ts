import { logLevel, type LogLevel } from '@mimamori/contract'
import { readJsonLine } from '@mimamori/contract/json-line'
import { levelInText } from '@mimamori/contract/level-in-text'
import { timeSlice } from '../platform/event-loop/time-slice.ts'
import { timestampTime } from '../logs/intake/event-time.ts'
import type { NewLogLine } from '../devices/snapshot/log-line.ts'
import type { Fields } from '../logs/loki/label-set.ts'
import type { LokiEntry, LokiStream } from '../logs/loki/push-request.ts'

/** The fields in which shippers and Loki write a level. */
const levelFields = ['level', 'detected_level', 'severity'] as const

const findLevel = (fields: Fields): { readonly field: string, readonly level: LogLevel } | undefined => {
  for (const field of levelFields) {
    const { data: level } = logLevel.safeParse(fields[field])
    if (level !== undefined) return { field, level }
  }
  return undefined
}

/** In characters: a push may be one line of four megabytes, and reading that blocks everybody else for half a second. */
const longestJson = 65_536

const levelOfText = (line: string): LogLevel | undefined =>
  (line.length <= longestJson ? readJsonLine(line)?.level : undefined) ?? levelInText(line)

const nsPerMs = 1_000_000n

/** The form that `timestampTime` takes; undefined for anything that is no date. */
const isoTime = (timestampNs: bigint): string | undefined => {
  const ms = Number(timestampNs / nsPerMs)
  return ms >= 0 && ms < 8.64e15 ? new Date(ms).toISOString() : undefined
}

/**
 * Labels and structured metadata become fields of the line; level, unit and request ID have fields of their own. The device
 * is the key's: a label `device` is kept like any other. The text is unchanged, as in Loki; if no label names a level, the
 * text may, which Loki discovers, too (https://github.com/grafana/loki/pull/12428).
 */
const toLine = (labels: Fields, { timestampNs, line, metadata }: LokiEntry, receivedMs: number): NewLogLine => {
  const fields = { ...labels, ...metadata }
  const found = findLevel(fields)
  const { unit, request_id: requestId, ...others } = fields
  if (found !== undefined) delete others[found.field]
  const context = { ...others, ...requestId !== undefined && { requestId } }
  const { eventMs, estimated } = timestampTime(isoTime(timestampNs), receivedMs)
  return {
    level: found?.level ?? levelOfText(line) ?? 'info',
    message: line,
    eventMs,
    ...estimated && { estimated },
    ...unit !== undefined && { unit },
    ...Object.keys(context).length > 0 && { context }
  }
}

/** The lines of all streams of a push, in the order of their times. */
export const lokiLines = async (streams: readonly LokiStream[], receivedMs: number): Promise<readonly NewLogLine[]> => {
  const slice = timeSlice()
  const lines: NewLogLine[] = []
  const entries = streams.flatMap(({ labels, entries }) => entries.map((entry) => ({ labels, entry })))
  entries.sort(({ entry: { timestampNs: one } }, { entry: { timestampNs: other } }) => one < other ? -1 : Number(one > other))
  for (const { labels, entry } of entries) {
    lines.push(toLine(labels, entry, receivedMs))
    await slice.pause()
  }
  return lines
}
