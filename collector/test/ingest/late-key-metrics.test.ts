import { expect, it } from 'vitest'
import { lateKeyMetrics } from '../../src/ingest/late-key-metrics.ts'

const series = [
  { name: 'node_cpu_seconds_total{cpu="0",mode="idle"}', values: [100, 130, 160] },
  { name: 'node_cpu_seconds_total{cpu="0",mode="user"}', values: [10, 40, 40] },
  { name: 'node_memory_MemTotal_bytes', values: [1000, 1000, 1000] },
  { name: 'node_memory_MemAvailable_bytes', values: [250, null, 500] },
  { name: 'node_thermal_zone_temp{type="cpu-thermal",zone="0"}', values: [48.5, 'NaN', 51] },
  { name: 'node_load1', values: [1, 2, 3] }
] as const

it('the key metrics of late reports follow the rule for live ones, report by report, and those of an unknown time are left out', () => {
  expect(lateKeyMetrics({ timesMs: [60_000, 120_000, 180_000], series: series.map(({ name, values }) => ({ name, values: [...values] })) })).toEqual([
    { atMs: 60_000, memoryUsageRatio: 0.75, temperatureCelsius: 48.5 },
    { atMs: 120_000, cpuUsageRatio: 0.5 },
    { atMs: 180_000, cpuUsageRatio: 0, memoryUsageRatio: 0.5, temperatureCelsius: 51 }
  ])
  expect(lateKeyMetrics({ timesMs: [undefined, 120_000], series: [{ name: 'node_thermal_zone_temp{type="cpu"}', values: [40, 41] }] })).toEqual([{ atMs: 120_000, temperatureCelsius: 41 }])
})
