import type { Device } from './device.ts'

/** The labels of a device's series in Prometheus: node_exporter's dashboards select by them. */
export const targetLabels = ({ id, site, role }: Pick<Device, 'id' | 'site' | 'role'>, job: string) => ({
  job,
  instance: id,
  device: id,
  site,
  role
})
