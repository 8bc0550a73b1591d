import type { CollectorOptions } from '../settings.ts'
import type { collectorFlags } from './collector-flags.ts'
import type { FlagValues } from './flag.ts'

/** The options of each collector, from the values of the flags. `given` tells what was asked for from a default. */
export const collectorOptions = (values: FlagValues<typeof collectorFlags>, given: ReadonlySet<string>): CollectorOptions => ({
  cpu: { guest: values['collector.cpu.guest'], info: values['collector.cpu.info'] },
  diskstats: {
    include: values['collector.diskstats.device-include'],
    // The default exclusion steps aside for an inclusion.
    exclude: given.has('collector.diskstats.device-include') ? undefined : values['collector.diskstats.device-exclude']
  },
  netdev: { include: values['collector.netdev.device-include'], exclude: values['collector.netdev.device-exclude'] },
  netstat: { fields: values['collector.netstat.fields'] },
  stat: { softirq: values['collector.stat.softirq'] },
  vmstat: { fields: values['collector.vmstat.fields'] }
})
