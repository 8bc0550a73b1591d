import type { FieldTexts } from './field-text.ts'

const metrics = ['cpuUsage', 'memoryUsage', 'diskUsage', 'temperature'] as const
const instant = '2026-11-25T09:00:00.000Z'

/** Each metric's points have the same fields. */
const pointTexts: FieldTexts = Object.fromEntries(metrics.flatMap((metric): [string, FieldTexts[string]][] => [
  [`${metric}.at`, ['When; of longer ranges, the end of the step.', instant]],
  [`${metric}.value`, ['The value; of longer ranges, the mean of the step.', 12.5]],
  [`${metric}.min`, ['The lowest value of the step; not of 6h.', 9.1]],
  [`${metric}.max`, ['The highest value of the step; not of 6h.', 31.4]]
]))

/** Of a device's history: its charts and their marks. */
export const historyTexts: FieldTexts = {
  range: ['How far back: 6h, which the collector remembers, or 24h, 7d or 30d, which a Prometheus must have.', '7d'],
  'getDeviceHistory.from': ['Where the range begins.', '2026-11-18T09:00:00.000Z'],
  'getDeviceHistory.to': ['Where it ends: now.', instant],
  stepSeconds: ['Seconds between two points; where they are farther apart, the device was not heard.', 1680],
  series: ['The values of each key metric, oldest first; empty where there are none.'],
  'series.cpuUsage': ['Percentages, 0–100.'],
  'series.memoryUsage': ['Percentages, 0–100.'],
  'series.diskUsage': ['Percentages, 0–100.'],
  'series.temperature': ['Degrees Celsius.'],
  ...pointTexts,
  marks: ['What happened meanwhile, oldest first: updates, reboots, pauses, and silences of the device or its site, which Alertmanager forgets five days after their end.'],
  'marks.kind': ['update, reboot, pause or silence.', 'update'],
  'marks.from': ['When it began.', '2026-11-24T21:00:00.000Z'],
  'marks.until': ['When it ended; as `from` where it has no duration.', '2026-11-24T21:03:10.000Z'],
  'marks.run': ['The update run; null for the others.', '20261124-210000-0a1b2c'],
  'marks.outcome': ['The update’s outcome; null while it is running, and for the others.', 'updated'],
  'marks.reason': ['Why it is paused or silenced; null if nobody has said so.', 'stocktaking'],
  incompleteMarks: ['Kinds of marks that may be missing, since Prometheus or Alertmanager did not answer.'],
  hasLongRanges: ['Whether a Prometheus is set, which the longer ranges need.', true]
}
