import type { CpuSeconds } from './cpu-usage.ts'
import { createKeyMetricsHistory, type KeyMetricsHistory } from './history.ts'
import { pastMs } from './past-key-metrics.ts'
import type { KeyMetrics, KeyMetricsStore } from './key-metrics.ts'

export const createKeyMetricsStore = (): KeyMetricsStore => {
  const devices = new Map<string, { latest: KeyMetrics, readonly history: KeyMetricsHistory }>()
  const cpuOf = new Map<string, CpuSeconds>()
  return {
    record (deviceId, keyMetrics) {
      const device = devices.get(deviceId) ?? { latest: keyMetrics, history: createKeyMetricsHistory() }
      device.latest = keyMetrics
      device.history.add(keyMetrics)
      devices.set(deviceId, device)
    },
    latest: (deviceId) => devices.get(deviceId)?.latest,
    history (deviceId) {
      const device = devices.get(deviceId)
      if (device === undefined) return []
      return device.history.all().filter(({ atMs }) => atMs > device.latest.atMs - pastMs)
    },
    cpuSeconds: (deviceId) => cpuOf.get(deviceId),
    keepCpuSeconds (deviceId, cpu) {
      if (cpu === undefined) cpuOf.delete(deviceId)
      else cpuOf.set(deviceId, cpu)
    },
    forget (deviceId) {
      devices.delete(deviceId)
      cpuOf.delete(deviceId)
    }
  }
}
