import type { Collector, Roots } from '../collector.ts'
import type { CollectorOptions, ExporterSettings } from '../settings.ts'
import { arp } from './arp.ts'
import { board } from './board.ts'
import { bonding } from './bonding.ts'
import { clock } from './clock.ts'
import { conntrack } from './conntrack.ts'
import { cpu } from './cpu.ts'
import { cpufreq } from './cpufreq.ts'
import { diskstats } from './diskstats.ts'
import { dmi } from './dmi.ts'
import { entropy } from './entropy.ts'
import { ext4 } from './ext4.ts'
import { filefd } from './filefd.ts'
import { filesystem } from './filesystem.ts'
import { hwmon } from './hwmon.ts'
import { loadavg } from './loadavg.ts'
import { meminfo } from './meminfo.ts'
import { mmc } from './mmc.ts'
import { netclass } from './netclass.ts'
import { netdev } from './netdev.ts'
import { netstat } from './netstat.ts'
import { nvme } from './nvme.ts'
import { os } from './os.ts'
import { powersupplyclass } from './powersupplyclass.ts'
import { pressure } from './pressure.ts'
import { reboot } from './reboot.ts'
import { release } from './release.ts'
import { rootFilesystem } from './root-filesystem.ts'
import { rtc } from './rtc.ts'
import { schedstat } from './schedstat.ts'
import { selinux } from './selinux.ts'
import { sockstat } from './sockstat.ts'
import { softnet } from './softnet.ts'
import { stat } from './stat.ts'
import { systemd } from './systemd.ts'
import { textfile } from './textfile.ts'
import { thermalZone } from './thermal-zone.ts'
import { throttling } from './throttling.ts'
import { time } from './time.ts'
import { timex } from './timex.ts'
import { udpQueues } from './udp-queues.ts'
import { uname } from './uname.ts'
import { vmstat } from './vmstat.ts'
import { watchdog } from './watchdog.ts'
import { watchedHttp } from './watched-http.ts'
import { watchedProcess } from './watched-process.ts'
import { watchedUnit } from './watched-unit.ts'
import { wireless } from './wireless.ts'

/** A collector that can be had, and how it is made. */
export interface CollectorEntry {
  /** The collector's name, which is also its flag's: `--collector.NAME`. */
  readonly name: string
  /** Set for those that must be asked for by name. */
  readonly isOffByDefault?: true
  readonly create: (roots: Roots, options: CollectorOptions) => Collector
}

/** Every collector, by name. A new one is a file in this folder, a line here, and one in flags/collector-summaries.ts. */
export const collectorEntries: readonly CollectorEntry[] = [
  { name: 'arp', create: (roots, options) => arp(roots, options.arp) },
  { name: 'board', create: board },
  { name: 'bonding', create: bonding },
  { name: 'clock', create: (roots, options) => clock(roots, options.clock) },
  { name: 'conntrack', create: conntrack },
  { name: 'cpu', create: (roots, options) => cpu(roots, options.cpu) },
  { name: 'cpufreq', create: cpufreq },
  { name: 'diskstats', create: (roots, options) => diskstats(roots, options.diskstats) },
  { name: 'dmi', create: dmi },
  { name: 'entropy', create: entropy },
  { name: 'ext4', create: ext4 },
  { name: 'filefd', create: filefd },
  { name: 'filesystem', create: (roots, options) => filesystem(roots, options.filesystem) },
  { name: 'hwmon', create: (roots, options) => hwmon(roots, options.hwmon) },
  { name: 'loadavg', create: loadavg },
  { name: 'meminfo', create: meminfo },
  { name: 'mmc', create: mmc },
  { name: 'netclass', create: (roots, options) => netclass(roots, options.netclass) },
  { name: 'netdev', create: (roots, options) => netdev(roots, options.netdev) },
  { name: 'netstat', create: (roots, options) => netstat(roots, options.netstat) },
  { name: 'nvme', create: nvme },
  { name: 'os', create: os },
  { name: 'powersupplyclass', create: (roots, options) => powersupplyclass(roots, options.powersupplyclass) },
  { name: 'pressure', create: pressure },
  { name: 'reboot', create: reboot },
  { name: 'release', create: release },
  { name: 'root_filesystem', create: rootFilesystem },
  { name: 'rtc', create: rtc },
  { name: 'schedstat', create: schedstat },
  { name: 'selinux', create: selinux },
  { name: 'sockstat', create: sockstat },
  { name: 'softnet', create: softnet },
  { name: 'stat', create: (roots, options) => stat(roots, options.stat) },
  { name: 'systemd', isOffByDefault: true, create: (roots, options) => systemd(roots, options.systemd) },
  { name: 'thermal_zone', create: thermalZone },
  { name: 'throttling', create: (roots, options) => throttling(roots, options.throttling) },
  { name: 'time', create: (roots) => time(roots) },
  { name: 'timex', create: (roots, options) => timex(roots, options.timex) },
  { name: 'udp_queues', create: udpQueues },
  { name: 'uname', create: uname },
  { name: 'vmstat', create: (roots, options) => vmstat(roots, options.vmstat) },
  { name: 'watchdog', create: watchdog },
  { name: 'watched_http', create: (_roots, options) => watchedHttp(options.watchedHttp) },
  { name: 'watched_process', create: (roots, options) => watchedProcess(roots, options.watchedProcess) },
  { name: 'watched_unit', create: (roots, options) => watchedUnit(roots, options.watchedUnit) },
  { name: 'wireless', create: wireless },
  // The last: where a file of another program takes a name of ours, it is that file's metrics that are lost.
  { name: 'textfile', create: (_roots, options) => textfile(options.textfile) }
]

export interface CreateCollectorsOptions {
  readonly roots: Roots
  readonly settings?: ExporterSettings
}

/** Makes the collectors that the settings ask for. They are made once and asked many times. */
export const createCollectors = ({
  roots,
  settings: { profile = 'full', collectors = {}, options = {} } = {}
}: CreateCollectorsOptions): Collector[] =>
  collectorEntries
    .filter(({ name, isOffByDefault }) => collectors[name] ?? (profile === 'full' && isOffByDefault !== true))
    .map(({ create }) => create(roots, options))
