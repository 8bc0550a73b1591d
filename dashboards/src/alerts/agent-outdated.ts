import { limits } from '../limits.ts'
import { agentLabels, agentsBehind } from './agents-behind.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

/** An old agent reports, but lacks what was fixed since. */
export const agentOutdated: Alert = {
  name: 'AgentOutdated',
  page: devicePage,
  onlyWhileReporting: true,
  acrossSites: true,
  severity: 'warning',
  for: limits.agentOutdatedFor,
  expr: held({
    name: 'AgentOutdated',
    labels: agentLabels,
    evidence: evidence.inventory,
    expr: agentsBehind()
  })
}
