import { pastMs } from './past-key-metrics.ts'
import type { CpuSeconds, KeyMetrics, KeyMetricsStore } from './key-metrics.ts'

/** Six hours of one a minute. */
const minutesKept = 360

const fields = ['cpuUsageRatio', 'memoryUsageRatio', 'diskUsageRatio', 'temperatureCelsius'] as const

/** A ring buffer of a device's key metrics in typed arrays: always 9 kB a device. */
interface KeyMetricsHistory {
  /** The newest values of a minute replace its others. Values older than the history restart it: the clock was set back. */
  add (keyMetrics: KeyMetrics): void
  /** Adds values for minutes that have none yet, and drops the oldest if there are too many. */
  fill (late: readonly KeyMetrics[]): void
  /** Oldest first. */
  all (): readonly KeyMetrics[]
}

export const createKeyMetricsHistory = (): KeyMetricsHistory => {
  const times = new Float64Array(minutesKept)
  const columns = fields.map(() => new Float32Array(minutesKept))
  let next = 0
  let count = 0
  const minute = (ms: number) => Math.floor(ms / 60_000)
  const newest = () => (next + minutesKept - 1) % minutesKept

  const at = (slot: number): KeyMetrics => ({
    atMs: times[slot]!,
    ...Object.fromEntries(fields.map((field, i) => [field, columns[i]![slot]!] as const).filter(([, value]) => !Number.isNaN(value)))
  })

  const all = (): readonly KeyMetrics[] => Array.from({ length: count }, (_, i) => at((next + minutesKept - count + i) % minutesKept))
  const add = (keyMetrics: KeyMetrics): void => {
    if (count > 0 && minute(keyMetrics.atMs) < minute(times[newest()]!)) count = 0
    const sameMinute = count > 0 && minute(keyMetrics.atMs) === minute(times[newest()]!)
    const slot = sameMinute ? newest() : next
    times[slot] = keyMetrics.atMs
    for (const [i, field] of fields.entries()) columns[i]![slot] = keyMetrics[field] ?? NaN
    if (sameMinute) return
    next = (next + 1) % minutesKept
    count = Math.min(count + 1, minutesKept)
  }
  return {
    add,
    fill (late) {
      const known = all()
      const minutes = new Set(known.map(({ atMs }) => minute(atMs)))
      const together = [...known, ...late.filter(({ atMs }) => !minutes.has(minute(atMs)))].sort((one, other) => one.atMs - other.atMs)
      // The first is not newer than the history, so the history restarts.
      for (const keyMetrics of together) add(keyMetrics)
    },
    all
  }
}

/** In this process's memory. */
export const createKeyMetricsStore = (): KeyMetricsStore => {
  const devices = new Map<string, { latest: KeyMetrics, readonly history: KeyMetricsHistory }>()
  const cpuOf = new Map<string, { readonly boot: string, readonly cpu: CpuSeconds }>()
  return {
    record (deviceId, keyMetrics) {
      const device = devices.get(deviceId) ?? { latest: keyMetrics, history: createKeyMetricsHistory() }
      device.latest = keyMetrics
      device.history.add(keyMetrics)
      devices.set(deviceId, device)
    },
    recordLate (deviceId, keyMetrics) { devices.get(deviceId)?.history.fill(keyMetrics) },
    latest: (deviceId) => devices.get(deviceId)?.latest,
    history (deviceId) {
      const device = devices.get(deviceId)
      if (device === undefined) return []
      return device.history.all().filter(({ atMs }) => atMs > device.latest.atMs - pastMs)
    },
    cpuSeconds (deviceId, boot) {
      const stored = cpuOf.get(deviceId)
      return stored?.boot === boot ? stored.cpu : undefined
    },
    keepCpuSeconds (deviceId, boot, cpu) {
      if (cpu === undefined) cpuOf.delete(deviceId)
      else cpuOf.set(deviceId, { boot, cpu })
    },
    forget (deviceId) {
      devices.delete(deviceId)
      cpuOf.delete(deviceId)
    }
  }
}
