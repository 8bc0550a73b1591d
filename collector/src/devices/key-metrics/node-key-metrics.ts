import type { LiveSample } from '../live/live-sample.ts'
import type { CpuSeconds, KeyMetrics } from './key-metrics.ts'

/** The families that key metrics are derived from. */
export const keyMetricFamilies = [
  'node_cpu_seconds_total',
  'node_memory_MemAvailable_bytes',
  'node_memory_MemTotal_bytes',
  'node_filesystem_size_bytes',
  'node_filesystem_free_bytes',
  'node_filesystem_avail_bytes',
  'node_thermal_zone_temp',
  'node_hwmon_temp_celsius'
] as const

/** As node_exporter's own dashboards count it: waiting for a disk or for the hypervisor is no work. */
const notBusy = new Set(['idle', 'iowait', 'steal'])

/** Sums up `node_cpu_seconds_total`; undefined if there is none. */
const cpuSeconds = (samples: readonly LiveSample[]): CpuSeconds | undefined => {
  let total = 0
  let idle = 0
  for (const { name, labels, value } of samples) {
    if (name !== 'node_cpu_seconds_total') continue
    total += value
    if (notBusy.has(labels['mode'] ?? '')) idle += value
  }
  return total > 0 ? { total, idle } : undefined
}

/** The busy share of the time between two reports, 0 to 1; undefined after a reboot, or if no time has passed. */
const cpuUsageRatio = (before: CpuSeconds | undefined, now: CpuSeconds | undefined): number | undefined => {
  if (before === undefined || now === undefined) return undefined
  const total = now.total - before.total
  const idle = now.idle - before.idle
  if (!(total > 0) || idle < 0) return undefined
  return Math.min(1, Math.max(0, 1 - idle / total))
}

const find = (samples: readonly LiveSample[], name: string, labels: Readonly<Record<string, string>> = {}): number | undefined =>
  samples.find((sample) => sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value))?.value

/** A ratio of 0 to 1, or undefined if the numbers give none. */
const ratio = (part: number, whole: number): number | undefined => {
  const share = part / whole
  return share >= 0 && share <= 1 ? share : undefined
}

const memoryUsage = (samples: readonly LiveSample[]): number | undefined => {
  const available = find(samples, 'node_memory_MemAvailable_bytes')
  const total = find(samples, 'node_memory_MemTotal_bytes')
  return available === undefined || total === undefined ? undefined : ratio(total - available, total)
}

/** As `df` counts it: blocks reserved for root are neither used nor available. */
const diskUsage = (samples: readonly LiveSample[]): number | undefined => {
  const root = { mountpoint: '/' }
  const size = find(samples, 'node_filesystem_size_bytes', root)
  const free = find(samples, 'node_filesystem_free_bytes', root)
  const available = find(samples, 'node_filesystem_avail_bytes', root)
  if (size === undefined || free === undefined || available === undefined) return undefined
  return ratio(size - free, size - free + available)
}

const processorZone = /cpu|soc|x86_pkg/i
const processorChip = /cpu|soc|coretemp|k10temp/i

const hottest = (samples: readonly LiveSample[], isProcessor: (sample: LiveSample) => boolean): number | undefined => {
  const plausible = samples.filter(({ value }) => value > -50 && value < 150)
  const own = plausible.filter(isProcessor)
  const chosen = (own.length > 0 ? own : plausible).map(({ value }) => value)
  return chosen.length === 0 ? undefined : Math.max(...chosen)
}

/** The processor's thermal zone, otherwise the hottest zone; without any zone, hwmon's sensors. */
const temperature = (samples: readonly LiveSample[]): number | undefined =>
  hottest(samples.filter(({ name }) => name === 'node_thermal_zone_temp'), ({ labels }) => processorZone.test(labels['type'] ?? '')) ??
  hottest(samples.filter(({ name }) => name === 'node_hwmon_temp_celsius'), ({ labels }) => processorChip.test(labels['chip'] ?? ''))

/** Key metrics from `node_…` series, and the CPU seconds to compare the next report with. */
export const nodeKeyMetrics = (
  samples: readonly LiveSample[],
  { atMs, before }: { readonly atMs: number, readonly before: CpuSeconds | undefined }
): { readonly keyMetrics: KeyMetrics, readonly cpu: CpuSeconds | undefined } => {
  const cpu = cpuSeconds(samples)
  const values = {
    cpuUsageRatio: cpuUsageRatio(before, cpu),
    memoryUsageRatio: memoryUsage(samples),
    diskUsageRatio: diskUsage(samples),
    temperatureCelsius: temperature(samples)
  }
  return { cpu, keyMetrics: { atMs, ...known(values) } }
}

type Values = Omit<KeyMetrics, 'atMs'>

const known = (values: { readonly [Name in keyof Values]: number | undefined }): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
