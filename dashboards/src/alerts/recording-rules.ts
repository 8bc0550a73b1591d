import { deviceLabels } from '../device-labels.ts'
import type { RecordingRule } from './alert.ts'
import { whoseDisk } from './whose-disk.ts'

/**
 * What alerts and panels need often and what 1,000 devices make dear. Named level:metric:operations
 * (https://prometheus.io/docs/practices/rules/), and evaluated before the alerts of the same group, at the same moment.
 */
export const recordingRules: readonly RecordingRule[] = [
  {
    record: 'device:node_scrape_collector_success:count',
    expr: `
# Every report of an agent has these series, whichever collectors it is set to: where they are, its live series are.
count by (device) (node_scrape_collector_success)
`
  },
  {
    record: 'device:mimamori_device_state_off:max',
    expr: `
# Off on purpose. Not mimamori_device_expected: that is 0 at night too, and a true alert would end each evening.
max by (device) (mimamori_device_state{state=~"paused|retired|revoked"}) == 1
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
${whoseDisk('sum by (instance, site, role) (max by (instance, site, role, device) (rate(node_disk_written_bytes_total{device=~"mmcblk[0-9]+"}[6h])))')}
`
  }
]
