import { collector } from '../collector.ts'
import { parseCpuList } from '../parse/cpu-list.ts'
import { parseCpuinfo } from '../parse/cpuinfo.ts'
import { parseProcStat, type CpuTicks } from '../parse/proc-stat.ts'
import { listNames, readOptional, readText } from '../read-file.ts'
import { counter, gauge, type Family, type Sample } from '../text-format/index.ts'
import { cpuThrottles } from './cpu-throttles.ts'

export interface CpuOptions {
  /** Whether to show the time spent for guests of a virtual machine; on by default. */
  readonly guest?: boolean
  /** Whether to show the content of /proc/cpuinfo; on by default, since it distinguishes the boards of a fleet. */
  readonly info?: boolean
}

/** The kernel's USER_HZ, the same on every architecture that Node runs on (time(7)). */
const ticksPerSecond = 100
const modes = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal']
const guestModes = ['user', 'nice']
const idle = 3
/** A CPU whose idle time jumps back by this much was taken out and put back: its counters restart. */
const jumpBackTicks = 3 * ticksPerSecond

/**
 * The ticks to show after `shown`, given those the kernel says now. The kernel's idle and iowait may step back a little
 * (proc_stat(5)), which a Prometheus counter must not.
 */
const advance = (shown: readonly number[] | undefined, now: readonly number[]): readonly number[] =>
  shown === undefined || shown[idle]! - now[idle]! >= jumpBackTicks ? now : now.map((ticks, mode) => Math.max(ticks, shown[mode]!))

const infoLabels = {
  package: 'physical id',
  core: 'core id',
  cpu: 'processor',
  vendor: 'vendor_id',
  family: 'cpu family',
  model: 'model',
  model_name: 'model name',
  microcode: 'microcode',
  stepping: 'stepping',
  cachesize: 'cache size'
}

const infoSamples = (text: string): Sample[] => parseCpuinfo(text).map((fields) => ({
  labels: Object.fromEntries(Object.entries(infoLabels).map(([label, field]) => [label, fields.get(field) ?? ''])),
  value: 1
}))

const onlineSamples = (cpuDirectory: string): Sample[] => {
  const online = (name: string): string | undefined => readOptional(`${cpuDirectory}/${name}/online`)
  // Without this file the kernel cannot take CPUs out, or only the others.
  if (online('cpu0') === undefined) return []
  return listNames(cpuDirectory, /^cpu\d+$/).map((name) => ({ labels: { cpu: name.slice(3) }, value: online(name) === '1' ? 1 : 0 }))
}

/** The time that each CPU has spent in each mode, from /proc/stat, and the properties of the CPUs themselves. */
export const cpu = collector('cpu', 'the time each CPU has spent in each mode, and which CPUs they are', (
  roots, { guest = true, info = true }: CpuOptions = {}
) => {
  const cpuDirectory = `${roots.sys}/devices/system/cpu`
  let shown = new Map<string, readonly number[]>()

  const seconds = (cpus: readonly CpuTicks[]): Family[] => {
    shown = new Map(cpus.map(({ cpu, ticks }) => [cpu, advance(shown.get(cpu), ticks)]))
    const samples: Sample[] = []
    const guestSamples: Sample[] = []
    for (const [cpu, ticks] of shown) {
      for (let i = 0; i < modes.length; i++) samples.push({ labels: { cpu, mode: modes[i]! }, value: (ticks[i] ?? 0) / ticksPerSecond })
      if (guest) {
        for (let i = 0; i < guestModes.length; i++) {
          guestSamples.push({ labels: { cpu, mode: guestModes[i]! }, value: (ticks[modes.length + i] ?? 0) / ticksPerSecond })
        }
      }
    }
    return [
      counter('node_cpu_guest_seconds_total', 'Seconds the CPUs spent in guests (VMs) for each mode.', guestSamples),
      counter('node_cpu_seconds_total', 'Seconds the CPUs spent in each mode.', samples)
    ]
  }

  return () => {
    return [
      ...info ? [gauge('node_cpu_info', 'CPU information from /proc/cpuinfo.', infoSamples(readText(`${roots.proc}/cpuinfo`)))] : [],
      ...seconds(parseProcStat(readText(`${roots.proc}/stat`)).cpus),
      gauge('node_cpu_isolated', 'Whether each core is isolated, information from /sys/devices/system/cpu/isolated.',
        parseCpuList(readOptional(`${cpuDirectory}/isolated`) ?? '').map((cpu) => ({ labels: { cpu: String(cpu) }, value: 1 }))),
      ...cpuThrottles(cpuDirectory),
      gauge('node_cpu_online', 'CPUs that are online and being scheduled.', onlineSamples(cpuDirectory))
    ]
  }
})
