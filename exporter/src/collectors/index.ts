import type { CollectorFactory } from '../collector.ts'
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

/** Every collector, by name; a new one is a file in this folder and a line here. */
export const collectorFactories = [
  arp, board, bonding, clock, conntrack, cpu, cpufreq, diskstats, dmi, entropy, ext4, filefd, filesystem, hwmon, loadavg, meminfo, mmc,
  netclass, netdev, netstat, nvme, os, powersupplyclass, pressure, reboot, release, rootFilesystem, rtc, schedstat, selinux, sockstat,
  softnet, stat, systemd, thermalZone, throttling, time, timex, udpQueues, uname, vmstat, watchdog, watchedHttp, watchedProcess,
  watchedUnit, wireless,
  // The last: if a file of another program takes a name of ours, the metrics of that file are lost.
  textfile
] as const

export const collectorNames: readonly string[] = collectorFactories.map(({ collectorName }) => collectorName)

type OptionsOf<Factory> = Factory extends CollectorFactory<string, infer Options> ? Options : never

/** The options of each collector that has any, under its name; a missing one has the collector's default. */
export type CollectorOptions = {
  readonly [Factory in typeof collectorFactories[number] as Factory['collectorName']]?: OptionsOf<Factory>
}
