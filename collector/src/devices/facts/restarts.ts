import { limits } from '@mimamori/contract'
import type { LiveSample } from '../live/live-sample.ts'

export const restartFamily = 'mimamori_watched_unit_restarts_total'

const hourMs = 3_600_000

interface Unit {
  total: number
  atMs: number
  /** Additions to the total within the last hour, and when. */
  added: readonly { readonly atMs: number, readonly count: number }[]
}

/**
 * How often systemd has restarted each watched unit, counted between the reports that are read: with each scrape of the inventory, and by
 * an open page.
 */
export interface Restarts {
  /** Adds a report's counters, and gives the units that have reached the limit of the alert WatchedServiceDown within the hour before. */
  often (deviceId: string, samples: readonly LiveSample[], atMs: number): readonly string[]
  forget (deviceId: string): void
}

/**
 * Like Prometheus' `increase(…[1h])`: a counter that falls was reset, and a difference over more than an hour does not count for this hour.
 */
const counted = (before: Unit | undefined, total: number, atMs: number): Unit => {
  const beganMs = atMs - hourMs
  if (before === undefined || before.atMs <= beganMs || atMs < before.atMs) return { total, atMs, added: [] }
  const count = total < before.total ? total : total - before.total
  const added = before.added.filter((each) => each.atMs > beganMs)
  return { total, atMs, added: count > 0 ? [...added, { atMs, count }] : added }
}

export const createRestarts = (): Restarts => {
  const devices = new Map<string, ReadonlyMap<string, Unit>>()
  return {
    often (deviceId, samples, atMs) {
      const before = devices.get(deviceId)
      const counters = samples.filter(({ name, value }) => name === restartFamily && Number.isFinite(value))
      const units = new Map(counters.map(({ labels: { name = '' }, value }) => [name, counted(before?.get(name), value, atMs)]))
      if (units.size === 0) devices.delete(deviceId)
      else devices.set(deviceId, units)
      return [...units]
        .filter(([, { added }]) => added.reduce((sum, { count }) => sum + count, 0) >= limits.serviceRestarts)
        .map(([name]) => name)
        .sort()
    },
    forget (deviceId) { devices.delete(deviceId) }
  }
}
