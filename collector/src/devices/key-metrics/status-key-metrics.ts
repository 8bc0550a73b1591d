import type { StatusReport } from '@mimamori/contract'
import type { KeyMetrics } from './key-metrics.ts'

/** KeyMetrics out of a status report, whose usages are per cent. */
export const statusKeyMetrics = ({ cpuUsage, memoryUsage, diskUsage, temperature }: Omit<StatusReport, 'logs'>, atMs: number): KeyMetrics => ({
  atMs,
  cpuUsageRatio: cpuUsage / 100,
  memoryUsageRatio: memoryUsage / 100,
  diskUsageRatio: diskUsage / 100,
  ...typeof temperature === 'number' && { temperatureCelsius: temperature }
})
