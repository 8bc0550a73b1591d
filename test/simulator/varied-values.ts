import type { Family, Sample } from '@mimamori/exporter'
import type { Momentary } from './condition.ts'

/** What a value may be computed from: the moment, the value on the fixture, and what else the board reported. */
export interface Context {
  readonly now: Momentary
  readonly sample: Sample
  readonly board: BoardFacts
}

/** What is looked up once for a board. */
export interface BoardFacts {
  readonly memoryTotalBytes: number
}

type Value = (context: Context) => number

export const cardBytes = 31_268_536_320 // a card that is sold as 32 GB
const isRoot = ({ sample }: Context): boolean => sample.labels?.['mountpoint'] === '/'
const onRoot = (value: Value): Value => (context) => isRoot(context) ? value(context) : context.sample.value
const is = (fact: boolean): number => fact ? 1 : 0

/** How the seconds of a CPU are divided: a share of the busy ones. */
const busyShares: Readonly<Record<string, number>> = { user: 0.7, system: 0.25, softirq: 0.05 }
const cpuSeconds: Value = ({ now, sample }) => {
  const mode = sample.labels?.['mode'] ?? ''
  return mode === 'idle' ? now.uptimeSeconds - now.cpuBusySeconds : now.cpuBusySeconds * (busyShares[mode] ?? 0)
}

const memoryAvailable: Value = ({ now, board }) => Math.round(board.memoryTotalBytes * (1 - now.memoryUsageRatio))
const diskAvailable: Value = onRoot(({ now }) => Math.round(cardBytes * (1 - now.diskUsageRatio)))

/** Throttled for its heat, never for want of voltage. */
const throttling: Value = ({ now, sample }) => is(now.isThrottled && sample.labels?.['condition'] !== 'undervoltage')

/** The families whose values show the device's condition; the troubles that a fixture shows are shown only by those who have them. */
const byFamily: Readonly<Record<string, Value>> = {
  node_time_seconds: ({ now }) => now.wallSeconds,
  node_boot_time_seconds: ({ now }) => Math.floor(now.wallSeconds - now.uptimeSeconds),
  node_timex_sync_status: ({ now }) => is(now.isClockSynchronised),
  mimamori_clock_synchronised: ({ now }) => is(now.isClockSynchronised),
  node_cpu_seconds_total: cpuSeconds,
  node_load1: ({ now }) => now.cpuUsageRatio * 4,
  node_load5: ({ now }) => now.cpuUsageRatio * 3.8,
  node_load15: ({ now }) => now.cpuUsageRatio * 3.6,
  node_memory_MemAvailable_bytes: memoryAvailable,
  node_memory_MemFree_bytes: (context) => Math.round(memoryAvailable(context) * 0.4),
  node_filesystem_size_bytes: onRoot(() => cardBytes),
  node_filesystem_free_bytes: diskAvailable,
  node_filesystem_avail_bytes: diskAvailable,
  node_filesystem_readonly: onRoot(() => 0),
  node_thermal_zone_temp: ({ now }) => now.temperatureCelsius,
  node_hwmon_temp_celsius: ({ now, sample }) => sample.labels?.['chip']?.includes('thermal') ? now.temperatureCelsius : sample.value,
  node_cpu_scaling_frequency_hertz: ({ now, sample }) => now.isThrottled ? 600_000_000 : sample.value,
  mimamori_throttling_active: throttling,
  mimamori_throttling_since_boot: throttling,
  mimamori_root_filesystem_readonly: () => 0,
  mimamori_ext4_errors_total: () => 0,
  mimamori_reboot_required_packages: () => 0,
  mimamori_reboot_required: () => 0
}

/** The uptime for which a fixture's counters are taken to stand. */
const fixtureUptimeSeconds = 1_000_000
const counterValue: Value = ({ now, sample: { value } }) => {
  const grown = value * now.uptimeSeconds / fixtureUptimeSeconds
  return Number.isInteger(value) ? Math.floor(grown) : grown
}

/** How the values of a family are made; undefined where they stay as the fixture has them. */
export const valueOf = ({ name, type }: Family): Value | undefined => byFamily[name] ?? (type === 'counter' ? counterValue : undefined)
