import type { Collector, Roots } from '../collector.ts'
import type { CollectorOptions, ExporterSettings } from '../settings.ts'
import { cpu } from './cpu.ts'
import { cpufreq } from './cpufreq.ts'
import { diskstats } from './diskstats.ts'
import { filefd } from './filefd.ts'
import { loadavg } from './loadavg.ts'
import { meminfo } from './meminfo.ts'
import { netdev } from './netdev.ts'
import { netstat } from './netstat.ts'
import { pressure } from './pressure.ts'
import { schedstat } from './schedstat.ts'
import { sockstat } from './sockstat.ts'
import { softnet } from './softnet.ts'
import { stat } from './stat.ts'
import { time } from './time.ts'
import { timex } from './timex.ts'
import { uname } from './uname.ts'
import { vmstat } from './vmstat.ts'

/** A collector that can be had, and how it is made. */
export interface CollectorEntry {
  /** The collector's name, which is also its flag's: `--collector.NAME`. */
  readonly name: string
  /** Set for those that must be asked for by name. */
  readonly isOffByDefault?: true
  readonly create: (roots: Roots, options: CollectorOptions) => Collector
}

/** Every collector, by name. A new one is a file beside this one and a line here. */
export const collectorEntries: readonly CollectorEntry[] = [
  { name: 'cpu', create: (roots, options) => cpu(roots, options.cpu) },
  { name: 'cpufreq', create: cpufreq },
  { name: 'diskstats', create: (roots, options) => diskstats(roots, options.diskstats) },
  { name: 'filefd', create: filefd },
  { name: 'loadavg', create: loadavg },
  { name: 'meminfo', create: meminfo },
  { name: 'netdev', create: (roots, options) => netdev(roots, options.netdev) },
  { name: 'netstat', create: (roots, options) => netstat(roots, options.netstat) },
  { name: 'pressure', create: pressure },
  { name: 'schedstat', create: schedstat },
  { name: 'sockstat', create: sockstat },
  { name: 'softnet', create: softnet },
  { name: 'stat', create: (roots, options) => stat(roots, options.stat) },
  { name: 'time', create: (roots) => time(roots) },
  { name: 'timex', create: (roots) => timex(roots) },
  { name: 'uname', create: uname },
  { name: 'vmstat', create: (roots, options) => vmstat(roots, options.vmstat) }
]

export interface CreateCollectorsOptions {
  readonly roots: Roots
  readonly settings?: ExporterSettings
}

/** Makes the collectors that the settings ask for. They are made once and asked many times. */
export const createCollectors = ({ roots, settings: { profile = 'full', collectors = {}, options = {} } = {} }: CreateCollectorsOptions): Collector[] =>
  collectorEntries
    .filter(({ name, isOffByDefault }) => collectors[name] ?? (profile === 'full' && isOffByDefault !== true))
    .map(({ create }) => create(roots, options))
