import { defaultDiskExclude } from '../collectors/diskstats.ts'
import { defaultNetstatFields } from '../collectors/netstat.ts'
import { defaultVmstatFields } from '../collectors/vmstat.ts'
import { pattern, toggle, type Flag } from './flag.ts'

/** What can be said to single collectors, by node_exporter's names where it has them; collector-options.ts hands each value to its collector. */
export const collectorFlags = {
  'collector.cpu.guest': toggle('Show the time that CPUs spent for guests of a virtual machine.', true),
  'collector.cpu.info': toggle('Show what /proc/cpuinfo says of each CPU.', true),
  'collector.diskstats.device-exclude': pattern('Block devices to leave out.', { initial: defaultDiskExclude, excludes: 'collector.diskstats.device-include' }),
  'collector.diskstats.device-include': pattern('The only block devices to show.'),
  'collector.netdev.device-exclude': pattern('Network interfaces to leave out.', { excludes: 'collector.netdev.device-include' }),
  'collector.netdev.device-include': pattern('The only network interfaces to show.'),
  'collector.netstat.fields': pattern('Counters of the network protocols to show, as PROTOCOL_NAME.', { initial: defaultNetstatFields }),
  'collector.stat.softirq': toggle('Show soft interrupts, too.'),
  'collector.vmstat.fields': pattern('Fields of /proc/vmstat to show.', { initial: defaultVmstatFields })
} satisfies Record<string, Flag>
