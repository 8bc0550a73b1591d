import * as units from '@grafana/grafana-foundation-sdk/units'
import { limits } from '../limits.ts'
import { ofDevices } from './selectors.ts'
import { atOrAbove, orangeAtOrAbove } from './thresholds.ts'

const of = (metric: string, unit: string, thresholds: ReturnType<typeof atOrAbove>) =>
  ({ expr: ofDevices(metric), unit, decimals: 0, thresholds })

/** The key metrics of a device, as every panel and column shows them. */
export const keyMetrics = {
  cpu: of('mimamori_device_cpu_usage_ratio', units.PercentUnit, orangeAtOrAbove(limits.cpuUsageRatio)),
  memory: of('mimamori_device_memory_usage_ratio', units.PercentUnit, atOrAbove(limits.memoryUsageRatio)),
  disk: of('mimamori_device_disk_usage_ratio', units.PercentUnit, atOrAbove(limits.diskUsageRatio)),
  temperature: of('mimamori_device_temperature_celsius', units.Celsius, atOrAbove(limits.temperatureCelsius))
} as const
export type KeyMetric = keyof typeof keyMetrics
