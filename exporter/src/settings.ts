import type { ClockOptions } from './collectors/clock.ts'
import type { CpuOptions } from './collectors/cpu.ts'
import type { FilesystemOptions } from './collectors/filesystem.ts'
import type { HwmonOptions } from './collectors/hwmon.ts'
import type { NetclassOptions } from './collectors/netclass.ts'
import type { NetstatOptions } from './collectors/netstat.ts'
import type { PowerSupplyOptions } from './collectors/powersupplyclass.ts'
import type { StatOptions } from './collectors/stat.ts'
import type { SystemdOptions } from './collectors/systemd.ts'
import type { TextfileOptions } from './collectors/textfile.ts'
import type { ThrottlingOptions } from './collectors/throttling.ts'
import type { TimexOptions } from './collectors/timex.ts'
import type { VmstatOptions } from './collectors/vmstat.ts'
import type { WatchedHttpOptions } from './collectors/watched-http.ts'
import type { WatchedProcessOptions } from './collectors/watched-process.ts'
import type { WatchedUnitOptions } from './collectors/watched-unit.ts'
import type { DevicePatterns } from './device-filter.ts'

/** The options of each collector that has any, under its name; what is left out has the collector's default. */
export interface CollectorOptions {
  readonly arp?: DevicePatterns
  readonly clock?: ClockOptions
  readonly cpu?: CpuOptions
  readonly diskstats?: DevicePatterns
  readonly filesystem?: FilesystemOptions
  readonly hwmon?: HwmonOptions
  readonly netclass?: NetclassOptions
  readonly netdev?: DevicePatterns
  readonly netstat?: NetstatOptions
  readonly powersupplyclass?: PowerSupplyOptions
  readonly stat?: StatOptions
  readonly systemd?: SystemdOptions
  readonly textfile?: TextfileOptions
  readonly throttling?: ThrottlingOptions
  readonly timex?: TimexOptions
  readonly vmstat?: VmstatOptions
  readonly watchedHttp?: WatchedHttpOptions
  readonly watchedProcess?: WatchedProcessOptions
  readonly watchedUnit?: WatchedUnitOptions
}

/**
 * Which set of collectors to begin with: `full` is all that are on by default, `none` leaves out all that are not asked
 * for by name. (What a push carries is chosen by the agent, from these.)
 */
export type Profile = 'full' | 'none'

/** Settings of the collection. */
export interface ExporterSettings {
  /** `full` unless said otherwise. */
  readonly profile?: Profile
  /** Collectors turned on or off by name, whatever the profile says. */
  readonly collectors?: Readonly<Record<string, boolean>>
  readonly options?: CollectorOptions
}
