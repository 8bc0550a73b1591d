import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofDevices } from './last-samples.ts'
import { ofDisks, whoseDisk } from './whose-disk.ts'

const labels = `${deviceLabels}, mountpoint`

const available = ofDevices('node_filesystem_avail_bytes', ofDisks)
const size = ofDevices('node_filesystem_size_bytes', ofDisks)
const sixHours = `node_filesystem_avail_bytes{${ofDisks}, ${notLate}}[6h]`

/** Its value is the time in seconds until the disk is full at the current rate. */
export const diskFillingUp: Alert = {
  name: 'DiskFillingUp',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.diskFillingUpFor,
  expr: held({
    name: 'DiskFillingUp',
    labels,
    evidence: evidence.live,
    expr: `
# In how many seconds it is full if it goes on so.
${whoseDisk(`min by (instance, site, role, mountpoint) (
  ${available} / (-deriv(${sixHours}) > 0) < ${limits.diskFillingUpWithinSeconds}
  and ${available} / ${size} < ${limits.diskFillingUpAvailableRatio}
  and ${ofDevices('node_filesystem_readonly', ofDisks)} == 0
  # Somebody has made space since: the rate of six hours would say so only after one or two.
  unless (${available} - min_over_time(${sixHours})) / ${size} > ${limits.diskFreedRatio}
)`, labels)}
`
  })
}
