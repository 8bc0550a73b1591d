import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

export const updateFailed: Alert = {
  name: 'UpdateFailed',
  page: devicePage,
  acrossSites: true,
  severity: 'warning',
  for: limits.updateFailedFor,
  expr: held({
    name: 'UpdateFailed',
    evidence: evidence.inventory,
    expr: `
max by (${deviceLabels}) (mimamori_update_last_outcome{outcome=~"failed|rolled_back"}) == 1
`
  })
}
