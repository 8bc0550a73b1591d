import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofDevices } from './last-samples.ts'
import { ofDisks, whoseDisk } from './whose-disk.ts'

export const filesystemErrors: Alert = {
  name: 'FilesystemErrors',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.filesystemErrorsFor,
  expr: held({
    name: 'FilesystemErrors',
    evidence: evidence.live,
    expr: `
# Counted in the file system itself, across reboots, until e2fsck repairs it.
sum by (${deviceLabels}) (max by (${deviceLabels}, exported_device) (${ofDevices('mimamori_ext4_errors_total')})) > 0
or
# Of any kind, where it does not even say how full it is.
${whoseDisk(`max by (instance, site, role) (${ofDevices('node_filesystem_device_error', ofDisks)}) == 1`)}
`
  })
}
