import { parseFamilies } from '@mimamori/exporter/text-format'
import type { LateReports } from '../backfill/late-samples.ts'
import type { KeyMetrics } from '../devices/key-metrics/key-metrics.ts'
import { keyMetricFamilies, nodeKeyMetrics } from '../devices/key-metrics/node-key-metrics.ts'

const families: ReadonlySet<string> = new Set(keyMetricFamilies)

/** The key metrics of late reports, in their order, by the rule for live ones; without those of which nobody knows the time. The series' names have been checked. */
export const lateKeyMetrics = ({ timesMs, series }: LateReports): readonly KeyMetrics[] => {
  const read = series.filter(({ name }) => families.has(/^[^{]*/.exec(name)![0].trim()))
  let before: ReturnType<typeof nodeKeyMetrics>['cpu']
  return timesMs.flatMap((atMs, column) => {
    const exposition = read.filter(({ values }) => values[column] !== null).map(({ name, values }) => `${name} ${values[column]}\n`).join('')
    const samples = parseFamilies(exposition).flatMap(({ name, samples }) => samples.map(({ labels = {}, value }) => ({ name, labels, value })))
    const { keyMetrics, cpu } = nodeKeyMetrics(samples, { atMs: atMs ?? 0, before })
    before = cpu
    return atMs === undefined ? [] : [keyMetrics]
  })
}
