import {
  historyRanges,
  rememberedRange,
  type DeviceHistory,
  type HistoryMetric,
  type HistoryPoint,
  type HistoryRange
} from '@mimamori/contract'
import type { Clock } from '../../platform/clock/clock.ts'
import { averagedKeyMetrics } from '../key-metrics/averaged-key-metrics.ts'
import type { KeyMetricField } from '../key-metrics/key-metric-series.ts'
import type { PastKeyMetrics } from '../key-metrics/past-key-metrics.ts'
import { PrometheusUnreachableError, type PrometheusClient } from '../prometheus/prometheus-client.ts'
import { UnknownDeviceError } from '../registry/registry.ts'
import type { Snapshots } from '../snapshot/snapshots.ts'
import { historyMarks, type MarkDeps, type MarkRange } from './history-marks.ts'
import { percent } from './percent.ts'

/** The sources of a device's history. */
export interface HistoryDeps extends MarkDeps {
  readonly snapshots: Pick<Snapshots, 'of'>
  readonly pastKeyMetrics: PastKeyMetrics
  readonly clock: Pick<Clock, 'nowMs'>
}

/** As many as a chart is wide: for six hours, one a minute. */
const points = 360
/** The charts that a page opens with wait for nobody; for others, a person has clicked. */
const timeoutMs = (range: HistoryRange): number => range === rememberedRange ? 1000 : 10_000

const fields: Readonly<Record<HistoryMetric, KeyMetricField>> = {
  cpuUsage: 'cpuUsageRatio',
  memoryUsage: 'memoryUsageRatio',
  diskUsage: 'diskUsageRatio',
  temperature: 'temperatureCelsius'
}
type Series = DeviceHistory['series']

const seriesOf = (pointsOf: (field: KeyMetricField, inUnit: (value: number) => number) => HistoryPoint[]): Series =>
  Object.fromEntries(
    Object.entries(fields).map(([metric, field]) => [
      metric,
      pointsOf(field, field === 'temperatureCelsius' ? (value) => Math.round(value * 10) / 10 : (value) => percent(value)!)
    ])
  ) as Series

const isoTime = (ms: number): string => new Date(Math.round(ms)).toISOString()

const remembered = async ({ pastKeyMetrics }: HistoryDeps, id: string): Promise<Series> => {
  const past = await pastKeyMetrics(id)
  return seriesOf((field, inUnit) =>
    past.flatMap(({ atMs, [field]: value }) => (value === undefined ? [] : [{ at: isoTime(atMs), value: inUnit(value) }]))
  )
}

/**
 * Steps end at multiples of their length, so that the same question has the same answer for a while; the last one is under way: a server
 * that is new today has no other.
 */
const averaged = async (
  prometheus: PrometheusClient | undefined,
  id: string,
  { fromMs, toMs, stepSeconds, timeoutMs }: MarkRange
): Promise<Series> => {
  if (prometheus === undefined) {
    throw new PrometheusUnreachableError('no Prometheus is set, and the collector remembers six hours: set MIMAMORI_PROMETHEUS_URL')
  }
  const stepMs = stepSeconds * 1000
  const found = await averagedKeyMetrics(prometheus, id, {
    fromMs: Math.ceil(fromMs / stepMs) * stepMs,
    toMs: Math.ceil(toMs / stepMs) * stepMs,
    stepSeconds,
    timeoutMs
  })
  return seriesOf((field, inUnit) =>
    found[field].map(({ atMs, mean, min, max }) => ({
      at: isoTime(Math.min(atMs, toMs)),
      value: inUnit(mean),
      min: inUnit(min),
      max: inUnit(max)
    }))
  )
}

/**
 * A device's key metrics over a range, and its events in that time. @throws {UnknownDeviceError}; for a range that is not remembered, what
 * the client of Prometheus throws
 */
export const gatherHistory = async (parts: HistoryDeps, id: string, range: HistoryRange): Promise<Omit<DeviceHistory, 'requestId'>> => {
  const toMs = parts.clock.nowMs()
  const snapshot = parts.snapshots.of(id, toMs)
  if (!snapshot) throw new UnknownDeviceError(`no device is enrolled as ${id}`)
  const times = {
    fromMs: toMs - historyRanges[range],
    toMs,
    stepSeconds: historyRanges[range] / 1000 / points,
    timeoutMs: timeoutMs(range)
  }
  const [series, marks] = await Promise.all([
    range === rememberedRange ? remembered(parts, id) : averaged(parts.prometheus, id, times),
    historyMarks(parts, snapshot, times)
  ])
  return {
    range,
    from: isoTime(times.fromMs),
    to: isoTime(toMs),
    stepSeconds: times.stepSeconds,
    series,
    ...marks,
    hasLongRanges: parts.prometheus !== undefined
  }
}
