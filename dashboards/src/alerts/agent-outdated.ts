import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

const labels = `${deviceLabels}, agent_version`

/** Agent and collector are released together, with the same version. */
export const agentOutdated: Alert = {
  name: 'AgentOutdated',
  page: devicePage,
  onlyWhileReporting: true,
  acrossSites: true,
  severity: 'warning',
  for: limits.agentOutdatedFor,
  expr: held({
    name: 'AgentOutdated',
    labels,
    evidence: evidence.inventory,
    expr: `
# Other agents report no version.
max by (${labels}) (mimamori_device_info{agent_version!=""})
unless on (agent_version)
label_replace(mimamori_collector_build_info, "agent_version", "$1", "version", "(.+)")
`
  })
}
