import { keyMetricFields, keyMetricSeries } from '../devices/key-metrics/key-metric-series.ts'
import type { KeyMetrics } from '../devices/key-metrics/key-metrics.ts'
import { keyMetricFamilies, nodeKeyMetrics } from '../devices/key-metrics/node-key-metrics.ts'
import type { LiveSample } from '../devices/live/live-sample.ts'
import type { LateBatchSeries, LateReports } from './late-samples.ts'
import { sampleNumber } from './sample-number.ts'

const families: ReadonlySet<string> = new Set(keyMetricFamilies)

/** The key metrics of late reports, one for each, by the rule for live ones; at 0 if nobody knows the time. */
export const lateKeyMetrics = (timesMs: LateReports['timesMs'], series: readonly LateBatchSeries[]): readonly KeyMetrics[] => {
  const read = series.filter(({ labels }) => families.has(labels['__name__']!))
  let before: ReturnType<typeof nodeKeyMetrics>['cpu']
  return timesMs.map((atMs = 0, column) => {
    const samples = read.flatMap(({ labels, values }): LiveSample[] => {
      const value = values[column]
      return value === null || value === undefined ? [] : [{ name: labels['__name__']!, labels, value: sampleNumber(value) }]
    })
    const { keyMetrics, cpu } = nodeKeyMetrics(samples, { atMs, before })
    before = cpu
    return keyMetrics
  })
}

/** The same as series, under the inventory's names for the live ones. */
export const toKeyMetricSeries = (keyMetrics: readonly KeyMetrics[]): readonly LateBatchSeries[] => keyMetricFields
  .map((field) => ({ labels: { __name__: keyMetricSeries[field] }, values: keyMetrics.map((each) => each[field] ?? null) }))
  .filter(({ values }) => values.some((value) => value !== null))
