import type { StatusReport } from '@mimamori/contract'
import type { Vitals } from './key-metrics.ts'

/** Vitals out of a status report, whose usages are per cent. */
export const statusVitals = ({ cpuUsage, memoryUsage, diskUsage, temperature }: Omit<StatusReport, 'logs'>, atMs: number): Vitals => ({
  atMs,
  cpuUsageRatio: cpuUsage / 100,
  memoryUsageRatio: memoryUsage / 100,
  diskUsageRatio: diskUsage / 100,
  ...typeof temperature === 'number' && { temperatureCelsius: temperature }
})
