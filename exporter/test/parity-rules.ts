import type { Sample } from '../src/text-format/index.ts'

/**
 * What may differ between Debian's node_exporter and ours, and why. Everything else must be the same: which families
 * there are, their types and helps, their label sets, and their values within what passes between two scrapes.
 */

/** By how much a value may lie outside our two, scraped before and after it. The first that matches holds; all others must lie between. */
export const bands: readonly { readonly family: RegExp, readonly band: number, readonly because: string }[] = [
  {
    family: /^node_memory_(MemTotal|SwapTotal|CommitLimit|VmallocTotal|CmaTotal|Hugepagesize|HugePages_Total)/,
    band: 0,
    because: 'nothing changes it while the machine runs'
  },
  {
    family: /^node_memory_.*_bytes$/,
    band: 512 * 1024 * 1024,
    because: 'other programs of a busy machine take and give back memory all the time'
  },
  {
    family: /^node_cpu_seconds_total$/,
    band: 0.05,
    because: "the kernel's idle and iowait may step back by some ticks, which both hide, each from where it began"
  },
  { family: /^node_load\d+$/, band: 2, because: 'the kernel computes it every five seconds' },
  { family: /^node_procs_(running|blocked)$/, band: 64, because: 'a snapshot of a moment' },
  { family: /^node_sockstat_.*_bytes$/, band: 64 * 1024 * 1024, because: 'socket buffers come and go' },
  { family: /^node_sockstat_/, band: 16_384, because: 'connections, and pages of their buffers, come and go' },
  { family: /^node_netstat_Tcp_CurrEstab$/, band: 200, because: 'connections come and go' },
  { family: /^node_(arp_entries|nf_conntrack_entries)$/, band: 4096, because: 'neighbours and connections come and go' },
  { family: /^node_nf_conntrack_stat_/, band: 1e6, because: 'other programs open connections; the kernel adds its CPUs up one by one' },
  { family: /^node_udp_queues$/, band: 64 * 1024 * 1024, because: 'datagrams come and go' },
  { family: /^node_entropy_available_bits$/, band: 4096, because: 'other programs draw from it' },
  { family: /^node_filefd_allocated$/, band: 4096, because: 'other programs open and close files' },
  { family: /^node_filesystem_(avail|free)_bytes$/, band: 2 ** 31, because: 'other programs write files' },
  { family: /^node_filesystem_files_free$/, band: 200_000, because: 'other programs create files' },
  { family: /^node_(disk_io_now|softnet_backlog_len)$/, band: 1024, because: 'a snapshot of a moment' },
  { family: /^node_cpu_(scaling_)?frequency_hertz$/, band: 5e9, because: 'the governor changes it many times a second' },
  { family: /^node_(hwmon_temp_celsius|thermal_zone_temp)$/, band: 10, because: 'a sensor' },
  { family: /^node_hwmon_/, band: Infinity, because: 'a sensor of any unit' },
  { family: /^node_timex_(maxerror|estimated_error|offset)_seconds$/, band: 1, because: 'the kernel lets the error grow all the time' },
  { family: /^node_timex_frequency_adjustment_ratio$/, band: 1e-4, because: 'a time daemon steers it' },
  { family: /^node_time_seconds$/, band: 60, because: 'the time between the scrapes' },
  {
    family: /^node_scrape_collector_duration_seconds$/,
    band: Infinity,
    because: 'the two programs differ in it, which the benchmark measures'
  }
]

/** Labels whose values may differ. */
const labelDifferences: readonly { readonly family: string, readonly label: string, readonly because: string }[] = [
  {
    family: 'node_disk_info',
    label: 'rotational',
    because: 'node_exporter 1.9.0 gives 0 for every disk where one of forty other files of the queue is missing, as on Linux 6.11 and later'
  }
]

/** Samples whose values may differ. */
const valueDifferences: readonly {
  readonly family: string
  readonly labels: Readonly<Record<string, string>>
  readonly because: string
}[] = [
  {
    family: 'node_scrape_collector_success',
    labels: { collector: 'pressure' },
    because: 'node_exporter 1.9.0 fails without /proc/pressure/irq (mended in 1.9.1)'
  },
  {
    family: 'node_scrape_collector_success',
    labels: { collector: 'thermal_zone' },
    because: 'without /sys/class/thermal node_exporter succeeds with nothing; ours says that there is nothing'
  }
]

/** Labels of a family that may have any value. */
export const freeLabels = (family: string): string[] =>
  labelDifferences.filter((difference) => difference.family === family).map(({ label }) => label)

/** Whether a sample's value may differ. */
export const mayDiffer = (family: string, { labels = {} }: Sample): boolean =>
  valueDifferences.some(
    (difference) => difference.family === family && Object.entries(difference.labels).every(([label, value]) => labels[label] === value)
  )
