import type { DeviceSnapshot } from '../../devices/snapshot/device-snapshot.ts'
import { known, type InventoryMetric } from './inventory-metric.ts'
import type { KeyMetrics } from '../../devices/key-metrics/key-metrics.ts'

const keyMetric = (name: string, help: string, field: keyof KeyMetrics): InventoryMetric => ({
  name,
  help: `${help}; absent while the device is not fresh.`,
  type: 'gauge',
  read: ({ keyMetrics }) => known(keyMetrics?.[field])
})

const infoLabels = ({ device, connection, facts }: DeviceSnapshot) => ({
  hostname: connection?.hostname ?? '',
  address: connection?.reportedAddress ?? device.address ?? '',
  model: facts.model ?? '',
  os: facts.os ?? '',
  agent_version: connection?.agentVersion ?? ''
})

/** Metrics from a device's own reports. */
export const deviceInfoMetrics: readonly InventoryMetric[] = [
  {
    name: 'mimamori_device_info',
    help: 'Information about the device; unknown labels are empty.',
    type: 'gauge',
    ofRetired: true,
    read: (device) => [{ labels: infoLabels(device), value: 1 }]
  },
  {
    name: 'mimamori_device_release_info',
    help: 'Revision of each release that the device runs.',
    type: 'gauge',
    read: ({ facts }) => Object.entries(facts.releases).map(([release, revision]) => ({ labels: { release, revision }, value: 1 }))
  },
  keyMetric(
    'mimamori_device_cpu_usage_ratio',
    'Share of the processors’ time that was work, between the last two reports',
    'cpuUsageRatio'
  ),
  keyMetric('mimamori_device_memory_usage_ratio', 'Share of the memory that is not available to programs', 'memoryUsageRatio'),
  keyMetric('mimamori_device_disk_usage_ratio', 'Share of the root file system that is used, as df counts it', 'diskUsageRatio'),
  keyMetric('mimamori_device_temperature_celsius', 'Temperature of the processor, or else of the hottest sensor', 'temperatureCelsius')
]
