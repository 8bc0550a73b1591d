import type { KeyMetrics } from './key-metrics.ts'

export type KeyMetricField = Exclude<keyof KeyMetrics, 'atMs'>

/** The inventory's series (metrics/inventory/device-info-metrics.ts), by key metric. */
export const keyMetricSeries: Readonly<Record<KeyMetricField, string>> = {
  cpuUsageRatio: 'mimamori_device_cpu_usage_ratio',
  memoryUsageRatio: 'mimamori_device_memory_usage_ratio',
  diskUsageRatio: 'mimamori_device_disk_usage_ratio',
  temperatureCelsius: 'mimamori_device_temperature_celsius'
}
export const keyMetricFields = Object.keys(keyMetricSeries) as readonly KeyMetricField[]
