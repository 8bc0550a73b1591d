import { z } from 'zod'
import { about, requestId } from './about.ts'
import { historyRangeNames } from './history-range.ts'
import { hostOutcomes } from './outcomes.ts'
import { runId } from './update-run.ts'

const timestamp = z.iso.datetime()

/** `GET /api/clients/:id/history`. */
export const deviceHistoryQuery = z.strictObject({
  range: z.enum(historyRangeNames).default('6h').meta(about('The time range up to now: 6h, or with Prometheus also 24h, 7d or 30d.', '7d'))
})

/** A value, or the mean of a step with the lowest and the highest of its values. */
const historyPoint = z.object({
  at: timestamp.meta(about('The time of the value; for ranges longer than 6h, the end of the step.', '2026-11-25T09:00:00.000Z')),
  value: z.number().meta(about('The value; for ranges longer than 6h, the mean over the step.', 12.5)),
  min: z.number().optional().meta(about('The lowest value in the step; absent for 6h.', 9.1)),
  max: z.number().optional().meta(about('The highest value in the step; absent for 6h.', 31.4))
})
export type HistoryPoint = z.infer<typeof historyPoint>
const points = z.array(historyPoint)

/** Percentages, and degrees Celsius. */
export const historyMetrics = ['cpuUsage', 'memoryUsage', 'diskUsage', 'temperature'] as const
export type HistoryMetric = typeof historyMetrics[number]

export const markKinds = ['update', 'reboot', 'pause', 'silence'] as const
export type MarkKind = typeof markKinds[number]

/** An event on the device's charts. */
const historyMark = z.object({
  kind: z.enum(markKinds).meta(about('The kind of the event: update, reboot, pause or silence.', 'update')),
  from: timestamp.meta(about('When the event began.', '2026-11-24T21:00:00.000Z')),
  until: timestamp.meta(about('When the event ended; the same as `from` if it has no duration.', '2026-11-24T21:03:10.000Z')),
  run: runId.nullable().meta(about('The ID of the update run; null for other events.', '20261124-210000-0a1b2c')),
  outcome: z.enum(hostOutcomes).nullable().meta(about(
    'The outcome of the update; null while it is in progress, and for other events.',
    'updated'
  )),
  reason: z.string().nullable().meta(about('The reason for the pause or silence; null if none was given.', 'stocktaking'))
})
export type HistoryMark = z.infer<typeof historyMark>

/** A device's key metrics over a range, with its events. */
export const deviceHistory = z.object({
  requestId,
  range: z.enum(historyRangeNames),
  from: timestamp.meta(about('The start of the range.', '2026-11-18T09:00:00.000Z')),
  to: timestamp.meta(about('The end of the range.', '2026-11-25T09:00:00.000Z')),
  stepSeconds: z.number().int().meta(about(
    'The number of seconds between two points. A larger distance is a gap in which the device did not report.',
    1680
  )),
  series: z.object({
    cpuUsage: points.describe('CPU usage in percent, 0–100.'),
    memoryUsage: points.describe('Memory usage in percent, 0–100.'),
    diskUsage: points.describe('Disk usage in percent, 0–100.'),
    temperature: points.describe('Temperature in degrees Celsius.')
  } satisfies Record<HistoryMetric, typeof points>).describe('The values of each key metric, oldest first; empty if there are none.'),
  marks: z.array(historyMark).describe(
    'The events in the range, oldest first: updates, reboots, pauses, and silences of the device or its site. Alertmanager keeps ' +
      'silences for five days after their end.'
  ),
  incompleteMarks: z.array(z.enum(markKinds)).describe(
    'The kinds of events that may be missing, since Prometheus or Alertmanager did not respond.'
  ),
  hasLongRanges: z.boolean().meta(about('Whether ranges longer than 6h are available: they require Prometheus.', true))
})
export type DeviceHistory = z.infer<typeof deviceHistory>
