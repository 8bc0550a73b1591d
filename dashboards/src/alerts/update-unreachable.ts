import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

/** Only for devices that report, so that the fault must be SSH. */
export const updateUnreachable: Alert = {
  name: 'UpdateUnreachable',
  page: devicePage,
  onlyWhileReporting: true,
  acrossSites: true,
  severity: 'warning',
  for: limits.updateUnreachableFor,
  expr: held({
    name: 'UpdateUnreachable',
    evidence: evidence.fresh,
    expr: `
# A device that is off is found unreachable too, and is tried again when it reports.
max by (${deviceLabels}) (
  max by (${deviceLabels}, release) (${ofCollector('mimamori_update_last_outcome{outcome="unreachable"}')}) == 1
  # A later update of another release has reached it.
  and on (${deviceLabels}, release) (
    max by (${deviceLabels}, release) (${ofCollector('mimamori_update_last_run_timestamp_seconds')})
    == on (${deviceLabels}) group_left ()
    max by (${deviceLabels}) (${ofCollector('mimamori_update_last_run_timestamp_seconds')})
  )
)
and on (device) (${evidence.fresh.expr})
`
  })
}
