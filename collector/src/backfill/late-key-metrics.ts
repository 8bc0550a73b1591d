import { keyMetricFields, keyMetricSeries } from '../devices/key-metrics/key-metric-series.ts'
import type { KeyMetrics } from '../devices/key-metrics/key-metrics.ts'
import { keyMetricFamilies, nodeKeyMetrics } from '../devices/key-metrics/node-key-metrics.ts'
import type { LiveSample } from '../live/live-sample.ts'
import type { LateBatch, LateBatchSeries } from './late-samples.ts'
import { sampleNumber } from './sample-number.ts'

const families: ReadonlySet<string> = new Set(keyMetricFamilies)

/** A batch's key metrics, one for each of its times, by the rule for live ones. */
export const lateKeyMetrics = ({ timesMs, series }: LateBatch): readonly KeyMetrics[] => {
  const read = series.filter(({ labels }) => families.has(labels['__name__']!))
  let before: ReturnType<typeof nodeKeyMetrics>['cpu']
  return timesMs.map((atMs, column) => {
    const samples = read.flatMap(({ labels, values }): LiveSample[] => {
      const value = values[column]
      return value === null || value === undefined ? [] : [{ name: labels['__name__']!, labels, value: sampleNumber(value) }]
    })
    const { keyMetrics, cpu } = nodeKeyMetrics(samples, { atMs, before })
    before = cpu
    return keyMetrics
  })
}

/** The same as series, under the names that the inventory has for the live ones. */
export const toKeyMetricSeries = (keyMetrics: readonly KeyMetrics[]): readonly LateBatchSeries[] => keyMetricFields
  .map((field) => ({ labels: { __name__: keyMetricSeries[field] }, values: keyMetrics.map((each) => each[field] ?? null) }))
  .filter(({ values }) => values.some((value) => value !== null))
