import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

export const identityConflict: Alert = {
  name: 'IdentityConflict',
  page: devicePage,
  severity: 'warning',
  for: limits.identityConflictFor,
  expr: held({
    name: 'IdentityConflict',
    evidence: evidence.inventory,
    expr: `
max by (${deviceLabels}) (${ofCollector('mimamori_device_identity_conflict_timestamp_seconds')}) > time() - ${limits.conflictRemembersSeconds}
`
  })
}
