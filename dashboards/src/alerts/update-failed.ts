import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { device, evidence, held } from './held.ts'

export const updateFailed: Alert = {
  name: 'UpdateFailed',
  page: devicePage,
  severity: 'warning',
  for: limits.updateFailedFor,
  expr: held({
    name: 'UpdateFailed',
    evidence: evidence.inventory,
    expr: `
max by (${device}) (mimamori_update_last_outcome{outcome=~"failed|rolled_back"}) == 1
`
  })
}
