import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

/** Compared with its role: if no device of it is updated, none is overdue. Its value is the time since its last update in seconds. */
export const updateOverdue: Alert = {
  name: 'UpdateOverdue',
  page: devicePage,
  onlyWhileReporting: true,
  acrossSites: true,
  severity: 'warning',
  for: limits.updateOverdueFor,
  expr: held({
    name: 'UpdateOverdue',
    evidence: evidence.inventory,
    expr: `
(
  time() - max by (${deviceLabels}) (mimamori_update_last_success_timestamp_seconds)
)
and on (${deviceLabels}) (
  max by (role) (mimamori_update_last_success_timestamp_seconds)
  - on (role) group_right ()
  max by (${deviceLabels}) (mimamori_update_last_success_timestamp_seconds)
  > ${limits.updateOverdueSeconds}
)
`
  })
}
