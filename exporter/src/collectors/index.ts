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
  /** What it collects, in plain words, for `--help`. */
  readonly what: string
  /** Set for those that must be asked for by name. */
  readonly isOffByDefault?: true
  readonly create: (roots: Roots, options: CollectorOptions) => Collector
}

/** Every collector, by name. A new one is a file beside this one and a line here. */
export const collectorEntries: readonly CollectorEntry[] = [
  { name: 'arp', what: 'how many neighbours each network interface knows', create: (roots, options) => arp(roots, options.arp) },
  { name: 'board', what: 'which board this is: model, revision, serial number', create: board },
  { name: 'bonding', what: 'how many of the network interfaces that are joined into one work', create: bonding },
  { name: 'clock', what: 'whether the clock is synchronised', create: (roots, options) => clock(roots, options.clock) },
  { name: 'conntrack', what: 'how full the table of tracked connections is', create: conntrack },
  { name: 'cpu', what: 'the time each CPU has spent in each mode, and which CPUs they are', create: (roots, options) => cpu(roots, options.cpu) },
  { name: 'cpufreq', what: 'CPU frequencies and governors', create: cpufreq },
  { name: 'diskstats', what: 'what each block device has read and written', create: (roots, options) => diskstats(roots, options.diskstats) },
  { name: 'dmi', what: 'which machine this is, where it is a PC', create: dmi },
  { name: 'entropy', what: 'how much randomness the kernel holds', create: entropy },
  { name: 'ext4', what: 'errors of ext4 file systems, and bytes written to them over their life', create: ext4 },
  { name: 'filefd', what: 'open file handles', create: filefd },
  { name: 'filesystem', what: 'size and use of the mounted file systems, and whether they can be written', create: (roots, options) => filesystem(roots, options.filesystem) },
  { name: 'hwmon', what: 'what hardware monitors measure: voltages, temperatures, fans', create: (roots, options) => hwmon(roots, options.hwmon) },
  { name: 'loadavg', what: 'load averages', create: loadavg },
  { name: 'meminfo', what: 'how memory is used', create: meminfo },
  { name: 'mmc', what: 'which SD card or eMMC this is, and its wear where it reports it', create: mmc },
  { name: 'netclass', what: 'properties of each network interface', create: (roots, options) => netclass(roots, options.netclass) },
  { name: 'netdev', what: 'traffic and errors of each network interface', create: (roots, options) => netdev(roots, options.netdev) },
  { name: 'netstat', what: 'counters of the network protocols', create: (roots, options) => netstat(roots, options.netstat) },
  { name: 'nvme', what: 'which NVMe drives there are', create: nvme },
  { name: 'os', what: 'which operating system this is', create: os },
  { name: 'powersupplyclass', what: 'power supplies and batteries that the kernel knows', create: (roots, options) => powersupplyclass(roots, options.powersupplyclass) },
  { name: 'pressure', what: 'how long tasks stood still for want of CPU, memory or I/O', create: pressure },
  { name: 'reboot', what: 'whether a reboot is required', create: reboot },
  { name: 'release', what: 'which revision of each release really runs', create: release },
  { name: 'root_filesystem', what: 'whether the root file system can be written', create: rootFilesystem },
  { name: 'rtc', what: 'the real-time clock and its battery', create: rtc },
  { name: 'schedstat', what: 'how long tasks ran and waited on each CPU', create: schedstat },
  { name: 'selinux', what: 'whether SELinux is in force', create: selinux },
  { name: 'sockstat', what: 'sockets in use', create: sockstat },
  { name: 'softnet', what: 'how each CPU copes with incoming packets', create: softnet },
  { name: 'stat', what: 'boot time, interrupts, context switches and processes', create: (roots, options) => stat(roots, options.stat) },
  { name: 'systemd', what: 'the state of systemd and of its units', isOffByDefault: true, create: (roots, options) => systemd(roots, options.systemd) },
  { name: 'thermal_zone', what: 'temperatures of the thermal zones, and what cools them', create: thermalZone },
  { name: 'throttling', what: 'undervoltage and throttling of a Raspberry Pi, now and since boot', create: (roots, options) => throttling(roots, options.throttling) },
  { name: 'time', what: "the device's clock, its time zone and its clock source", create: (roots) => time(roots) },
  { name: 'timex', what: 'how good the clock is, and whether it is synchronised', create: (roots, options) => timex(roots, options.timex) },
  { name: 'udp_queues', what: 'what waits in the queues of UDP sockets', create: udpQueues },
  { name: 'uname', what: "the kernel's version and the host's name", create: uname },
  { name: 'vmstat', what: 'counters of the virtual memory', create: (roots, options) => vmstat(roots, options.vmstat) },
  { name: 'watchdog', what: 'the hardware watchdogs', create: watchdog },
  { name: 'watched_http', what: 'whether chosen services answer over HTTP', create: (_roots, options) => watchedHttp(options.watchedHttp) },
  { name: 'watched_process', what: 'whether chosen programs run', create: (roots, options) => watchedProcess(roots, options.watchedProcess) },
  { name: 'watched_unit', what: 'the state of chosen systemd units', create: (roots, options) => watchedUnit(roots, options.watchedUnit) },
  { name: 'wireless', what: 'the Wi-Fi link and its signal', create: wireless },
  // The last: where a file of another program takes a name of ours, it is that file's metrics that are lost.
  { name: 'textfile', what: 'metrics that other programs leave in files', create: (_roots, options) => textfile(options.textfile) }
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
