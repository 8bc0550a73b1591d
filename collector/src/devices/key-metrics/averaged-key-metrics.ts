import { escapeLabelValue } from '@mimamori/exporter/text-format'
import type { PrometheusClient, RangeQuery } from '../prometheus/prometheus-client.ts'
import { keyMetricFields, keyMetricSeries, type KeyMetricField } from './key-metric-series.ts'

/** The average of one step. */
export interface AveragedPoint {
  /** The step's end. */
  readonly atMs: number
  readonly mean: number
  readonly min: number
  readonly max: number
}

/** The functions of each, so that a device known to several collectors is not counted twice. */
const functions = { mean: ['max', 'avg_over_time'], min: ['min', 'min_over_time'], max: ['max', 'max_over_time'] } as const
type Part = keyof typeof functions
const parts = Object.keys(functions) as readonly Part[]

/** The label that distinguishes the answer's series: `max_over_time` and the others drop the name. */
const partLabel = 'part'

const expression = (deviceId: string, stepSeconds: number): string =>
  keyMetricFields.flatMap((field) => parts.map((part) => {
    const [aggregate, overTime] = functions[part]
    return `label_replace(${aggregate}(${overTime}(${keyMetricSeries[field]}{device="${escapeLabelValue(deviceId)}"}[${stepSeconds}s])), "${partLabel}", "${field} ${part}", "", "")`
  })).join(' or ')

/**
 * A device's key metrics in steps, from a Prometheus that scrapes /metrics/inventory; steps without a value are left out. Rejects as the
 * client does.
 */
export const averagedKeyMetrics = async (
  prometheus: PrometheusClient,
  deviceId: string,
  range: Omit<RangeQuery, 'expression'>
): Promise<Readonly<Record<KeyMetricField, readonly AveragedPoint[]>>> => {
  const found = await prometheus.queryRange({ ...range, expression: expression(deviceId, range.stepSeconds) })
  const of = (field: KeyMetricField, part: Part) => found.find(({ labels }) => labels[partLabel] === `${field} ${part}`)?.samples ?? []
  const pointsOf = (field: KeyMetricField): readonly AveragedPoint[] => {
    const [lowest, highest] = [of(field, 'min'), of(field, 'max')].map(
      (samples) => new Map(samples.map(({ atMs, value }) => [atMs, value]))
    )
    return of(field, 'mean').map(({ atMs, value }) => ({
      atMs,
      mean: value,
      min: lowest!.get(atMs) ?? value,
      max: highest!.get(atMs) ?? value
    }))
  }
  return Object.fromEntries(keyMetricFields.map((field) => [field, pointsOf(field)])) as Record<KeyMetricField, readonly AveragedPoint[]>
}
