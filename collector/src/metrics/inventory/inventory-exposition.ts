import { renderFamilies, type Sample } from '@mimamori/exporter/text-format'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { DeviceSnapshot } from '../../devices/snapshot/device-snapshot.ts'
import type { TimeSlice } from '../../platform/event-loop/time-slice.ts'
import { connectionMetrics } from './connection-metrics.ts'
import type { InventoryMetric } from './inventory-metric.ts'
import { contentMetrics } from './content-metrics.ts'
import { deviceInfoMetrics } from './device-info-metrics.ts'
import { registryMetrics } from './registry-metrics.ts'
import { updateMetrics } from './update-metrics.ts'

export const inventoryMetrics: readonly InventoryMetric[] = [
  ...registryMetrics, ...connectionMetrics, ...deviceInfoMetrics, ...updateMetrics, ...contentMetrics
]

/** Devices that are read or printed in one go. */
const batchSize = 100

const samplesOf = (metric: InventoryMetric, devices: readonly DeviceSnapshot[]): Sample[] => devices.flatMap((entry) => {
  const { id, site, role } = entry.device
  if (isOutOfUse(entry.device.state) && metric.ofRetired !== true) return []
  return metric.read(entry).map(({ labels, value }) => ({ labels: { device: id, site, role, ...labels }, value }))
})

/** HELP and TYPE: the two lines before the first sample. */
const headerLength = (lines: string): number => lines.indexOf('\n', lines.indexOf('\n') + 1) + 1

/** Prints the always-present series of the whole inventory, each family once, in pieces between which other work can run. */
export async function* printInventory (snapshots: Iterable<DeviceSnapshot>, slice: TimeSlice): AsyncGenerator<string> {
  const devices: DeviceSnapshot[] = []
  for (const snapshot of snapshots) {
    devices.push(snapshot)
    await slice.pause()
  }
  for (const metric of inventoryMetrics) {
    let begun = false
    for (let start = 0; start < devices.length; start += batchSize) {
      const lines = renderFamilies([
        { name: metric.name, help: metric.help, type: metric.type, samples: samplesOf(metric, devices.slice(start, start + batchSize)) }
      ])
      if (lines !== '') yield begun ? lines.slice(headerLength(lines)) : lines
      begun ||= lines !== ''
      await slice.pause()
    }
  }
}
