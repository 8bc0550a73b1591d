import { defaultDiskExclude } from '../collectors/diskstats.ts'
import { defaultFsTypesExclude, defaultMountPointsExclude } from '../collectors/filesystem.ts'
import { defaultNetstatFields } from '../collectors/netstat.ts'
import { defaultUnitExclude, defaultUnitInclude } from '../collectors/systemd.ts'
import { defaultVmstatFields } from '../collectors/vmstat.ts'
import { list, pattern, toggle, type Flag } from './flag.ts'
import { parseHttpTarget, parseProcessTarget, parseUnitName } from '../parse/watch-target.ts'

/** Flags of single collectors, by node_exporter's names if it has them; collector-options.ts hands each value to its collector. */
export const collectorFlags = {
  'collector.arp.device-exclude': pattern('Network interfaces whose neighbours are not counted.', {
    excludes: 'collector.arp.device-include'
  }),
  'collector.arp.device-include': pattern('The only network interfaces whose neighbours are counted.'),
  'collector.cpu.guest': toggle('Show the time that CPUs spent for guests of a virtual machine.', true),
  'collector.cpu.info': toggle('Show what /proc/cpuinfo says of each CPU.', true),
  'collector.diskstats.device-exclude': pattern('Block devices to leave out.', {
    initial: defaultDiskExclude,
    excludes: 'collector.diskstats.device-include'
  }),
  'collector.diskstats.device-include': pattern('The only block devices to show.'),
  'collector.filesystem.fs-types-exclude': pattern('Types of file systems to leave out.', {
    initial: defaultFsTypesExclude,
    excludes: 'collector.filesystem.fs-types-include'
  }),
  'collector.filesystem.fs-types-include': pattern('The only types of file systems to show.'),
  'collector.filesystem.mount-points-exclude': pattern('Mount points to leave out.', {
    initial: defaultMountPointsExclude,
    excludes: 'collector.filesystem.mount-points-include'
  }),
  'collector.filesystem.mount-points-include': pattern('The only mount points to show.'),
  'collector.hwmon.chip-exclude': pattern('Hardware monitor chips to leave out.', { excludes: 'collector.hwmon.chip-include' }),
  'collector.hwmon.chip-include': pattern('The only hardware monitor chips to show.'),
  'collector.hwmon.sensor-exclude': pattern('Sensors to leave out, as CHIP;SENSOR.', { excludes: 'collector.hwmon.sensor-include' }),
  'collector.hwmon.sensor-include': pattern('The only sensors to show, as CHIP;SENSOR.'),
  'collector.netclass.ignore-invalid-speed': toggle('Leave out the speed of an interface whose driver does not know it.'),
  'collector.netclass.ignored-devices': pattern('Network interfaces whose properties are left out.'),
  'collector.netdev.device-exclude': pattern('Network interfaces to leave out.', { excludes: 'collector.netdev.device-include' }),
  'collector.netdev.device-include': pattern('The only network interfaces to show.'),
  'collector.netstat.fields': pattern('Counters of the network protocols to show, as PROTOCOL_NAME.', { initial: defaultNetstatFields }),
  'collector.powersupply.ignored-supplies': pattern('Power supplies to leave out.'),
  'collector.stat.softirq': toggle('Show soft interrupts, too.'),
  'collector.systemd.enable-restarts-metrics': toggle('Show how many times systemd has restarted each service.'),
  'collector.systemd.enable-start-time-metrics': toggle('Show when each unit was started.'),
  'collector.systemd.enable-task-metrics': toggle('Show how many tasks each service has.'),
  'collector.systemd.unit-exclude': pattern('Units to leave out; must match the whole name.', { initial: defaultUnitExclude }),
  'collector.systemd.unit-include': pattern('Units to show; must match the whole name.', { initial: defaultUnitInclude }),
  'collector.textfile.directory': list('Directory with *.prom files of other programs; may have wildcards.'),
  'collector.vmstat.fields': pattern('Fields of /proc/vmstat to show.', { initial: defaultVmstatFields }),
  'collector.watched_http.remote-target': list('NAME=URL of a service on another machine that should answer.', {
    check: (target) => parseHttpTarget(target, { isRemoteAllowed: true })
  }),
  'collector.watched_http.target': list('NAME=URL of a service on this device that should answer.', { check: parseHttpTarget }),
  'collector.watched_process.name': list('NAME of a program that should be running, or NAME=PATTERN of its command line.', {
    check: parseProcessTarget
  }),
  'collector.watched_unit.name': list('Name of a systemd unit that should be active.', { check: parseUnitName })
} satisfies Record<string, Flag>
