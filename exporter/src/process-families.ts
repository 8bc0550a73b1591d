import { readdirSync } from 'node:fs'
import packageJson from '../package.json' with { type: 'json' }
import { readText } from './read-file.ts'
import { counter, gauge, type Family, type Sample } from './text-format/index.ts'

/** The version of this program. */
export const exporterVersion: string = packageJson.version

/** Constant, since a wall clock that is set later must not move it. */
const startSeconds = Math.round(Date.now() - process.uptime() * 1000) / 1000

/** A field in kB, as bytes; no sample if the field is missing. */
const kilobytes = (status: string, field: string): number | Sample[] => {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]
  return found === undefined ? [] : Number(found) * 1024
}

/** A soft limit of /proc/self/limits (proc_pid_limits(5)); no sample if the line is missing. */
const limit = (limits: string, name: string): number | Sample[] => {
  const found = new RegExp(`^${name}\\s+(\\S+)`, 'm').exec(limits)?.[1]
  return found === undefined ? [] : found === 'unlimited' ? Infinity : Number(found)
}

/** Leaves out what cannot be read, for example when no descriptor is left: the rest of the page is worth more. */
const whereReadable = <Result>(read: () => Result, otherwise: Result): Result => {
  try {
    return read()
  } catch {
    return otherwise
  }
}

/** The metrics that every Prometheus client library has of its own process, always from the real /proc. */
export const processFamilies = (): Family[] => {
  const { user, system } = process.cpuUsage()
  const status = whereReadable(() => readText('/proc/self/status'), '')
  const limits = whereReadable(() => readText('/proc/self/limits'), '')
  return [
    gauge('mimamori_exporter_build_info', 'Which version of the exporter this is, and what runs it; always 1.', [
      { labels: { version: exporterVersion, node_version: process.version }, value: 1 }
    ]),
    counter('process_cpu_seconds_total', 'Total user and system CPU time spent in seconds.', (user + system) / 1_000_000),
    gauge('process_max_fds', 'Maximum number of open file descriptors.', limit(limits, 'Max open files')),
    gauge(
      'process_open_fds',
      'Number of open file descriptors.',
      whereReadable((): number | Sample[] => readdirSync('/proc/self/fd').length, [])
    ),
    gauge('process_resident_memory_bytes', 'Resident memory size in bytes.', kilobytes(status, 'VmRSS')),
    gauge('process_start_time_seconds', 'Start time of the process since unix epoch in seconds.', startSeconds),
    gauge('process_virtual_memory_bytes', 'Virtual memory size in bytes.', kilobytes(status, 'VmSize')),
    gauge('process_virtual_memory_max_bytes', 'Maximum amount of virtual memory available in bytes.', limit(limits, 'Max address space'))
  ]
}
