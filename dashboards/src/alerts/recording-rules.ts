import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import type { RecordingRule } from './alert.ts'
import { ofCollector, ofDevices } from './last-samples.ts'
import { ofDisks, whoseDisk } from './whose-disk.ts'

const others = `${ofDisks}, mountpoint!="/"`

const available = ofDevices('node_filesystem_avail_bytes', others)
const free = ofDevices('node_filesystem_free_bytes', others)
const size = ofDevices('node_filesystem_size_bytes', others)

/**
 * Expressions that several alerts and panels use, and that are expensive with 1,000 devices. Named level:metric:operations
 * (https://prometheus.io/docs/practices/rules/), and evaluated before the alerts of the same group, at the same moment.
 */
export const recordingRules: readonly RecordingRule[] = [
  {
    record: 'device:node_scrape_collector_success:count',
    expr: `
# Where they are, a device's live series are: every report has a sample of each of its collectors. Of these four, which any
# agent has one of; all would be 25 for each device.
count by (device) (${ofDevices('node_scrape_collector_success', 'collector=~"time|uname|meminfo|filesystem"')})
`
  },
  {
    record: 'device:mimamori_device_state_off:max',
    expr: `
# Off on purpose. Not mimamori_device_expected: that is 0 at night too, and a true alert would end each evening.
max by (device) (${ofCollector('mimamori_device_state{state=~"paused|retired|revoked"}')}) == 1
`
  },
  {
    record: 'device:node_uptime_seconds:max',
    expr: `
# Since the boot, by the clock of the device: that a clock is set does not change it, as it does the time of the boot.
max by (${deviceLabels}) (${ofDevices('node_time_seconds')} - ${ofDevices('node_boot_time_seconds')})
`
  },
  {
    record: 'device:node_filesystem_usage:ratio',
    expr: `
# As df counts it: what is kept for root is neither used nor available. The root itself has a series of the inventory's.
${whoseDisk(
  `max by (instance, site, role, mountpoint) (
  1 - ${available} / (${size} - ${free} + ${available})
  unless ${ofDevices('node_filesystem_readonly', others)} == 1
)`,
  `${deviceLabels}, mountpoint`
)}
`
  },
  {
    record: 'device:mimamori_device_log_errors:increase1h',
    expr: `
max by (${deviceLabels}) (increase(mimamori_device_log_lines_total{level="error"}[1h]))
`
  },
  {
    record: 'device:node_disk_written_bytes:rate6h',
    expr: `
# SD cards and eMMC alone.
${whoseDisk(`sum by (instance, site, role) (max by (instance, site, role, device) (rate(node_disk_written_bytes_total{device=~"mmcblk[0-9]+", ${notLate}}[6h])))`)}
`
  }
]
