import type { StatusReport } from '@mimamori/contract'
import type { KeyMetrics } from './key-metrics.ts'

/** Key metrics from a status report, whose usages are percentages. */
export const statusKeyMetrics = (
  { cpuUsage, memoryUsage, diskUsage, temperature }: Omit<StatusReport, 'logs'>,
  atMs: number
): KeyMetrics => ({
  atMs,
  cpuUsageRatio: cpuUsage / 100,
  memoryUsageRatio: memoryUsage / 100,
  diskUsageRatio: diskUsage / 100,
  ...(typeof temperature === 'number' && { temperatureCelsius: temperature })
})
