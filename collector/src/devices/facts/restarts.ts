import { limits } from '@mimamori/contract'
import type { LiveSample } from '../../live/live-sample.ts'

export const restartFamily = 'mimamori_watched_unit_restarts_total'

const hourMs = 3_600_000

interface Unit {
  total: number
  atMs: number
  /** What was added to the total within the last hour, and when. */
  added: readonly { readonly atMs: number, readonly count: number }[]
}

/** How often systemd has started each watched unit anew, from one report that is read to the next: each scrape of the inventory reads them, and the page while it is open. */
export interface Restarts {
  /** Takes a report's counters in, and names the units that came to the alert WatchedServiceDown's limit within the hour before. */
  often (deviceId: string, samples: readonly LiveSample[], atMs: number): readonly string[]
  forget (deviceId: string): void
}

/** As Prometheus' `increase(…[1h])`: a counter that has fallen began anew, and what lies between two reports an hour apart is not known to be of this hour. */
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
      return [...units].filter(([, { added }]) => added.reduce((sum, { count }) => sum + count, 0) >= limits.serviceRestarts).map(([name]) => name).sort()
    },
    forget (deviceId) { devices.delete(deviceId) }
  }
}
