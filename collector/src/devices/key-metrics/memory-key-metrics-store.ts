import type { CpuSeconds } from './cpu-usage.ts'
import { createVitalsHistory, type VitalsHistory } from './history.ts'
import { pastMs } from './past-key-metrics.ts'
import type { Vitals, VitalsStore } from './key-metrics.ts'

export const createVitalsStore = (): VitalsStore => {
  const devices = new Map<string, { latest: Vitals, readonly history: VitalsHistory }>()
  const cpuOf = new Map<string, CpuSeconds>()
  return {
    record (deviceId, vitals) {
      const device = devices.get(deviceId) ?? { latest: vitals, history: createVitalsHistory() }
      device.latest = vitals
      device.history.add(vitals)
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
