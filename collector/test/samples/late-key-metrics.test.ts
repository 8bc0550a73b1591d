import { expect, it } from 'vitest'
import type { SampleValue } from '@mimamori/contract'
import { lateKeyMetrics, toKeyMetricSeries } from '../../src/samples/late-key-metrics.ts'

const series = (labels: Readonly<Record<string, string>>, ...values: readonly SampleValue[]) => ({ labels, values })
const batch = {
  timesMs: [60_000, 120_000, 180_000],
  series: [
    series({ __name__: 'node_cpu_seconds_total', cpu: '0', mode: 'idle' }, 100, 130, 160),
    series({ __name__: 'node_cpu_seconds_total', cpu: '0', mode: 'user' }, 10, 40, 40),
    series({ __name__: 'node_memory_MemTotal_bytes' }, 1000, 1000, 1000),
    series({ __name__: 'node_memory_MemAvailable_bytes' }, 250, null, 500),
    series({ __name__: 'node_thermal_zone_temp', type: 'cpu-thermal', zone: '0' }, 48.5, 'NaN', 51),
    series({ __name__: 'node_load1' }, 1, 2, 3)
  ]
}

it('the key metrics of late reports follow the rule for live ones, report by report', () => {
  expect(lateKeyMetrics(batch.timesMs, batch.series)).toEqual([
    { atMs: 60_000, memoryUsageRatio: 0.75, temperatureCelsius: 48.5 },
    { atMs: 120_000, cpuUsageRatio: 0.5 },
    { atMs: 180_000, cpuUsageRatio: 0, memoryUsageRatio: 0.5, temperatureCelsius: 51 }
  ])
})

it('become series of the inventory’s names, of those that have a value', () => {
  expect(toKeyMetricSeries(lateKeyMetrics(batch.timesMs, batch.series))).toEqual([
    series({ __name__: 'mimamori_device_cpu_usage_ratio' }, null, 0.5, 0),
    series({ __name__: 'mimamori_device_memory_usage_ratio' }, 0.75, null, 0.5),
    series({ __name__: 'mimamori_device_temperature_celsius' }, 48.5, null, 51)
  ])
})
