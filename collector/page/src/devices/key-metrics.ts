import { limits } from '@mimamori/contract/warnings'
import { formatCelsius, formatExactCelsius, formatExactPercent, formatPercent } from '../text/index.ts'
import { deviceMessages } from './messages.ts'

const { cpu, memory, disk, temperature } = deviceMessages.columns
const percent = { format: formatPercent, formatExact: formatExactPercent }

/** The values that people check first; beyond its limit, a value is marked. */
export const keyMetrics = [
  { metric: 'cpuUsage', label: cpu, limit: undefined, ...percent },
  { metric: 'memoryUsage', label: memory, limit: limits.memoryUsageRatio * 100, ...percent },
  { metric: 'diskUsage', label: disk, limit: limits.diskUsageRatio * 100, ...percent },
  { metric: 'temperature', label: temperature, limit: limits.temperatureCelsius, format: formatCelsius, formatExact: formatExactCelsius }
] as const

/** Whether a value is marked; an unknown one is not. */
export const isHigh = (value: number | null, limit: number | undefined): boolean => value !== null && limit !== undefined && value >= limit
