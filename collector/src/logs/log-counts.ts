import { logLevels, type LogLevel } from '@mimamori/contract'

const hourMs = 3_600_000

/** Counts that answer without a query: lines ever stored by level, and errors by the hour. */
export interface LogCounts {
  addLines (deviceId: string, counts: Readonly<Partial<Record<LogLevel, number>>>): void
  addErrors (deviceId: string, hour: number, count: number): void
  /** Forgets the errors by the hour, to be added again: in the time of a clock that was ahead those before it were forgotten. */
  clearErrors (): void
  total (deviceId: string): Readonly<Record<LogLevel, number>>
  /** In whole hours: the running one and the 24 before it. */
  errorsLast24h (deviceId: string, nowMs: number): number
}

export const hourOf = (ms: number): number => Math.floor(ms / hourMs)

const none: Readonly<Record<LogLevel, number>> = { debug: 0, info: 0, warn: 0, error: 0 }

export const createLogCounts = (): LogCounts => {
  const totals = new Map<string, Record<LogLevel, number>>()
  const errors = new Map<string, Map<number, number>>()
  return {
    addLines (deviceId, counts) {
      const total = totals.get(deviceId) ?? { ...none }
      for (const level of logLevels) total[level] += counts[level] ?? 0
      totals.set(deviceId, total)
    },
    addErrors (deviceId, hour, count) {
      const hours = errors.get(deviceId) ?? new Map<number, number>()
      hours.set(hour, (hours.get(hour) ?? 0) + count)
      const newest = Math.max(...hours.keys())
      for (const old of hours.keys()) if (old < newest - 24) hours.delete(old)
      errors.set(deviceId, hours)
    },
    clearErrors () { errors.clear() },
    total: (deviceId) => totals.get(deviceId) ?? none,
    errorsLast24h (deviceId, nowMs) {
      let sum = 0
      for (const [hour, count] of errors.get(deviceId) ?? []) if (hour >= hourOf(nowMs) - 24 && hour <= hourOf(nowMs)) sum += count
      return sum
    }
  }
}
