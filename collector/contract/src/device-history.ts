import { z } from 'zod'
import { historyRangeNames } from './history-range.ts'
import { hostOutcomes } from './outcomes.ts'
import { runId } from './update-run.ts'

const timestamp = z.iso.datetime()

/** `GET /api/clients/:id/history`. */
export const deviceHistoryQuery = z.strictObject({ range: z.enum(historyRangeNames).default('6h') })

/** A value, or the mean of a step with the lowest and the highest of its values. */
const historyPoint = z.object({ at: timestamp, value: z.number(), min: z.number().optional(), max: z.number().optional() })
export type HistoryPoint = z.infer<typeof historyPoint>

/** Percentages, and degrees Celsius. */
export const historyMetrics = ['cpuUsage', 'memoryUsage', 'diskUsage', 'temperature'] as const
export type HistoryMetric = typeof historyMetrics[number]

export const markKinds = ['update', 'reboot', 'pause', 'silence'] as const
export type MarkKind = typeof markKinds[number]

/** An event on the device's charts. */
const historyMark = z.object({
  kind: z.enum(markKinds),
  from: timestamp,
  /** Later than `from` where it lasted. */
  until: timestamp,
  /** The run of an update. */
  run: runId.nullable(),
  outcome: z.enum(hostOutcomes).nullable(),
  /** Why it was paused or silenced, in the administrator's words. */
  reason: z.string().nullable()
})
export type HistoryMark = z.infer<typeof historyMark>

/** A device's key metrics over a range, with what happened meanwhile. */
export const deviceHistory = z.object({
  requestId: z.string(),
  range: z.enum(historyRangeNames),
  from: timestamp,
  to: timestamp,
  /** Between two points; a longer distance is a gap. */
  stepSeconds: z.number().int(),
  /** Each oldest first. */
  series: z.object(
    Object.fromEntries(historyMetrics.map((metric) => [metric, z.array(historyPoint)])) as Record<
      HistoryMetric,
      z.ZodArray<typeof historyPoint>
    >
  ),
  /** Oldest first. */
  marks: z.array(historyMark),
  /** Kinds of marks that are incomplete, since Prometheus or Alertmanager did not answer. */
  incompleteMarks: z.array(z.enum(markKinds)),
  /** Whether a Prometheus is set, of which the longer ranges can be asked. */
  hasLongRanges: z.boolean()
})
export type DeviceHistory = z.infer<typeof deviceHistory>
