import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { DeviceSnapshot } from '../devices/snapshot/device-snapshot.ts'
import { targetLabels } from '../devices/registry/target-labels.ts'

/** One entry of Prometheus' HTTP or file service discovery (https://prometheus.io/docs/prometheus/latest/http_sd/). */
export interface TargetGroup {
  readonly targets: readonly [string]
  readonly labels: Readonly<Record<string, string>>
}

/** The targets at which Prometheus finds each device's series: at its collector. Retired and revoked devices are no targets. */
export const targetGroups = (snapshots: Iterable<Pick<DeviceSnapshot, 'device'>>, origin: string): TargetGroup[] => {
  const { host, protocol } = new URL(origin)
  return Array.from(snapshots, ({ device }) => device).filter(({ state }) => !isOutOfUse(state)).map((device) => ({
    targets: [host],
    labels: { __scheme__: protocol.slice(0, -1), __metrics_path__: `/metrics/device/${device.id}`, ...targetLabels(device, 'node') }
  }))
}
