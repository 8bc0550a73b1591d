import type { CollectorOptions } from '../collectors/index.ts'
import type { collectorFlags } from './collector-flags.ts'
import type { FlagValues } from './flag.ts'

/** The options of each collector, from the values of the flags. `given` distinguishes what was asked for from defaults. */
export const collectorOptions = (values: FlagValues<typeof collectorFlags>, given: ReadonlySet<string>): CollectorOptions => ({
  arp: { include: values['collector.arp.device-include'], exclude: values['collector.arp.device-exclude'] },
  cpu: { guest: values['collector.cpu.guest'], info: values['collector.cpu.info'] },
  diskstats: {
    include: values['collector.diskstats.device-include'],
    // An inclusion replaces the default exclusion.
    exclude: given.has('collector.diskstats.device-include') ? undefined : values['collector.diskstats.device-exclude']
  },
  filesystem: {
    mountPoints: {
      include: values['collector.filesystem.mount-points-include'],
      exclude: given.has('collector.filesystem.mount-points-include') ? undefined : values['collector.filesystem.mount-points-exclude']
    },
    fsTypes: {
      include: values['collector.filesystem.fs-types-include'],
      exclude: given.has('collector.filesystem.fs-types-include') ? undefined : values['collector.filesystem.fs-types-exclude']
    }
  },
  hwmon: {
    chips: { include: values['collector.hwmon.chip-include'], exclude: values['collector.hwmon.chip-exclude'] },
    sensors: { include: values['collector.hwmon.sensor-include'], exclude: values['collector.hwmon.sensor-exclude'] }
  },
  netclass: {
    ignoredDevices: values['collector.netclass.ignored-devices'],
    ignoresInvalidSpeed: values['collector.netclass.ignore-invalid-speed']
  },
  netdev: { include: values['collector.netdev.device-include'], exclude: values['collector.netdev.device-exclude'] },
  netstat: { fields: values['collector.netstat.fields'] },
  powersupplyclass: { ignoredSupplies: values['collector.powersupply.ignored-supplies'] },
  stat: { softirq: values['collector.stat.softirq'] },
  systemd: {
    include: values['collector.systemd.unit-include'],
    exclude: values['collector.systemd.unit-exclude'],
    hasRestarts: values['collector.systemd.enable-restarts-metrics'],
    hasStartTimes: values['collector.systemd.enable-start-time-metrics'],
    hasTasks: values['collector.systemd.enable-task-metrics']
  },
  textfile: { directories: values['collector.textfile.directory'] },
  vmstat: { fields: values['collector.vmstat.fields'] },
  watched_http: { targets: values['collector.watched_http.target'], remoteTargets: values['collector.watched_http.remote-target'] },
  watched_process: { processes: values['collector.watched_process.name'] },
  watched_unit: { units: values['collector.watched_unit.name'] }
})
