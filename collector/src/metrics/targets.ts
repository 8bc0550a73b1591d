import type { DeviceSnapshot } from '../devices/device-snapshot.ts'

/** One entry of Prometheus' HTTP or file service discovery (https://prometheus.io/docs/prometheus/latest/http_sd/). */
export interface TargetGroup {
  readonly targets: readonly [string]
  readonly labels: Readonly<Record<string, string>>
}

/**
 * Where Prometheus finds each device's series: at its collector. The labels are those that node_exporter's dashboards
 * select by. Retired and revoked devices are no targets.
 */
export const targetGroups = (snapshots: Iterable<Pick<DeviceSnapshot, 'device'>>, origin: string): TargetGroup[] => {
  const { host, protocol } = new URL(origin)
  return Array.from(snapshots, ({ device }) => device).filter(({ state }) => state !== 'retired' && state !== 'revoked').map(({ id, site, role }) => ({
    targets: [host],
    labels: { __scheme__: protocol.slice(0, -1), __metrics_path__: `/metrics/device/${id}`, job: 'node', instance: id, device: id, site, role }
  }))
}
