import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofDevices } from './last-samples.ts'

export const filesystemReadOnly: Alert = {
  name: 'FilesystemReadOnly',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'critical',
  for: limits.filesystemReadOnlyFor,
  expr: held({
    name: 'FilesystemReadOnly',
    evidence: evidence.live,
    expr: `
max by (${deviceLabels}) (${ofDevices('mimamori_root_filesystem_readonly')}) == 1
`
  })
}
