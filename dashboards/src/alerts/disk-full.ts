import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofDisks, whoseDisk } from './whose-disk.ts'

const name = 'DiskFull'
const labels = `${deviceLabels}, mountpoint`
const others = `${ofDisks}, mountpoint!="/"`

/** Its value is the share of the file system that is used. */
export const diskFull: Alert = {
  name,
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.diskFullFor,
  expr: [
    held({
      name,
      labels,
      among: 'mountpoint="/"',
      evidence: evidence.keyMetrics,
      expr: `
# The same value as the page's, which every agent gives.
label_replace(max by (${deviceLabels}) (mimamori_device_disk_usage_ratio), "mountpoint", "/", "", "") >= ${limits.diskUsageRatio}
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
)`, labels)} >= ${limits.diskUsageRatio}
`
    })
  ].join('or')
}
