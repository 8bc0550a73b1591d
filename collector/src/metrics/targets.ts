import type { Device } from '../devices/registry/device.ts'

/** One entry of Prometheus' HTTP or file service discovery (https://prometheus.io/docs/prometheus/latest/http_sd/). */
export interface TargetGroup {
  readonly targets: readonly [string]
  readonly labels: Readonly<Record<string, string>>
}

/**
 * Where Prometheus finds each device's page: at its collector. The labels are those that node_exporter's dashboards
 * select by. Retired and revoked devices are no targets.
 */
export const targetGroups = (devices: readonly Device[], origin: string): TargetGroup[] => {
  const { host, protocol } = new URL(origin)
  return devices.filter(({ state }) => state !== 'retired' && state !== 'revoked').map(({ id, site, role }) => ({
    targets: [host],
    labels: { __scheme__: protocol.slice(0, -1), __metrics_path__: `/metrics/device/${id}`, job: 'node', instance: id, device: id, site, role }
  }))
}
