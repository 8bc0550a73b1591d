import type { FieldTexts } from './field-text.ts'

const metrics = ['cpuUsage', 'memoryUsage', 'diskUsage', 'temperature'] as const
const timestamp = '2026-11-25T09:00:00.000Z'

/** Each metric's points have the same fields. */
const pointTexts: FieldTexts = Object.fromEntries(metrics.flatMap((metric): [string, FieldTexts[string]][] => [
  [`${metric}.at`, ['The time of the value; for ranges longer than 6h, the end of the step.', timestamp]],
  [`${metric}.value`, ['The value; for ranges longer than 6h, the mean over the step.', 12.5]],
  [`${metric}.min`, ['The lowest value in the step; absent for 6h.', 9.1]],
  [`${metric}.max`, ['The highest value in the step; absent for 6h.', 31.4]]
]))

/** A device's history: its charts and their marks. */
export const historyTexts: FieldTexts = {
  range: ['The time range up to now: 6h, or with Prometheus also 24h, 7d or 30d.', '7d'],
  'getDeviceHistory.from': ['The start of the range.', '2026-11-18T09:00:00.000Z'],
  'getDeviceHistory.to': ['The end of the range.', timestamp],
  stepSeconds: ['The number of seconds between two points. A larger distance is a gap in which the device did not report.', 1680],
  series: ['The values of each key metric, oldest first; empty if there are none.'],
  'series.cpuUsage': ['CPU usage in percent, 0–100.'],
  'series.memoryUsage': ['Memory usage in percent, 0–100.'],
  'series.diskUsage': ['Disk usage in percent, 0–100.'],
  'series.temperature': ['Temperature in degrees Celsius.'],
  ...pointTexts,
  marks: [
    'The events in the range, oldest first: updates, reboots, pauses, and silences of the device or its site. Alertmanager keeps silences for five days after their end.'
  ],
  'marks.kind': ['The kind of the event: update, reboot, pause or silence.', 'update'],
  'marks.from': ['When the event began.', '2026-11-24T21:00:00.000Z'],
  'marks.until': ['When the event ended; the same as `from` if it has no duration.', '2026-11-24T21:03:10.000Z'],
  'marks.run': ['The ID of the update run; null for other events.', '20261124-210000-0a1b2c'],
  'marks.outcome': ['The outcome of the update; null while it is in progress, and for other events.', 'updated'],
  'marks.reason': ['The reason for the pause or silence; null if none was given.', 'stocktaking'],
  incompleteMarks: ['The kinds of events that may be missing, since Prometheus or Alertmanager did not respond.'],
  hasLongRanges: ['Whether ranges longer than 6h are available: they require Prometheus.', true]
}
