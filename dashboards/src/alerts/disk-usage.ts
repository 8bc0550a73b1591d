import { deviceLabels } from '../device-labels.ts'
import type { AlertName } from '../text/text.ts'
import { evidence, held } from './held.ts'
import { ofDisks, whoseDisk } from './whose-disk.ts'

const labels = `${deviceLabels}, mountpoint`
const others = `${ofDisks}, mountpoint!="/"`

/** Of which file systems at least this share is in use: an alert's condition, with the share as its value. */
export const diskUsage = (name: AlertName, ratio: number): string => [
  held({
    name,
    labels,
    among: 'mountpoint="/"',
    evidence: evidence.keyMetrics,
    expr: `
# The same value as the page's, which every agent gives.
label_replace(max by (${deviceLabels}) (mimamori_device_disk_usage_ratio), "mountpoint", "/", "", "") >= ${ratio}
`
  }),
  held({
    name,
    labels,
    among: 'mountpoint!="/"',
    evidence: evidence.live,
    expr: `
# As df counts it: what is kept for root is neither used nor available.
${whoseDisk(`max by (instance, site, role, mountpoint) (
  1 - node_filesystem_avail_bytes{${others}} / (node_filesystem_size_bytes{${others}} - node_filesystem_free_bytes{${others}} + node_filesystem_avail_bytes{${others}})
  unless node_filesystem_readonly{${others}} == 1
)`, labels)} >= ${ratio}
`
  })
].join('or')
