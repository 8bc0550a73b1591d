import type { LiveSample } from '../../live/live-sample.ts'

/** Seconds that all processors together have spent, and those in which there was nothing for them to do. */
export interface CpuSeconds {
  readonly total: number
  readonly idle: number
}

/** As node_exporter's own dashboards count it: waiting for a disk, or for the hypervisor, is not this machine's work. */
const notBusy = new Set(['idle', 'iowait', 'steal'])

/** Sums up `node_cpu_seconds_total`; undefined where there is none. */
export const cpuSeconds = (samples: readonly LiveSample[]): CpuSeconds | undefined => {
  let total = 0
  let idle = 0
  for (const { name, labels, value } of samples) {
    if (name !== 'node_cpu_seconds_total') continue
    total += value
    if (notBusy.has(labels['mode'] ?? '')) idle += value
  }
  return total > 0 ? { total, idle } : undefined
}

/** The share of the time between two reports that was work, 0 to 1; undefined after a reboot, or where no time has passed. */
export const cpuUsageRatio = (before: CpuSeconds | undefined, now: CpuSeconds | undefined): number | undefined => {
  if (before === undefined || now === undefined) return undefined
  const total = now.total - before.total
  const idle = now.idle - before.idle
  if (!(total > 0) || idle < 0) return undefined
  return Math.min(1, Math.max(0, 1 - idle / total))
}
