import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

const lastConflict = ofCollector('mimamori_device_identity_conflict_timestamp_seconds')

export const identityConflict: Alert = {
  name: 'IdentityConflict',
  page: devicePage,
  severity: 'warning',
  for: limits.identityConflictFor,
  expr: held({
    name: 'IdentityConflict',
    evidence: evidence.inventory,
    expr: `
max by (${deviceLabels}) (${lastConflict}) > time() - ${limits.conflictRemembersSeconds}
`
  })
}
