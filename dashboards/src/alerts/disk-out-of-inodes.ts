import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofDevices } from './last-samples.ts'
import { ofDisks, whoseDisk } from './whose-disk.ts'

const labels = `${deviceLabels}, mountpoint`

/**
 * Its value is the used share of the inodes. File systems that have no fixed number of them say 0, which is no number after the division.
 */
export const diskOutOfInodes: Alert = {
  name: 'DiskOutOfInodes',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.inodesFor,
  expr: held({
    name: 'DiskOutOfInodes',
    labels,
    evidence: evidence.live,
    expr: `
1 - ${whoseDisk(`min by (instance, site, role, mountpoint) (
  ${ofDevices('node_filesystem_files_free', ofDisks)} / ${ofDevices('node_filesystem_files', ofDisks)} <= ${limits.inodesFreeRatio}
  unless ${ofDevices('node_filesystem_readonly', ofDisks)} == 1
)`, labels)}
`
  })
}
