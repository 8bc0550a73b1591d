import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

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
max by (${deviceLabels}) (mimamori_root_filesystem_readonly) == 1
`
  })
}
