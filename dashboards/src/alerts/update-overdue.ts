import { agentRelease } from '@mimamori/contract/outcomes'
import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

const labels = `${deviceLabels}, release`

// AgentOutdated is about agents.
const lastSuccess = ofCollector(`mimamori_update_last_success_timestamp_seconds{release!="${agentRelease}"}`)

/**
 * Compared with its role, release by release: if no device of it is updated, none is overdue. Its value is the time since its last update
 * in seconds.
 */
export const updateOverdue: Alert = {
  name: 'UpdateOverdue',
  page: devicePage,
  onlyWhileReporting: true,
  acrossSites: true,
  severity: 'warning',
  for: limits.updateOverdueFor,
  expr: held({
    name: 'UpdateOverdue',
    labels,
    evidence: evidence.inventory,
    expr: `
(
  time() - max by (${labels}) (${lastSuccess})
)
and on (${labels}) (
  max by (role, release) (${lastSuccess})
  - on (role, release) group_right ()
  max by (${labels}) (${lastSuccess})
  > ${limits.updateOverdueSeconds}
)
`
  })
}
