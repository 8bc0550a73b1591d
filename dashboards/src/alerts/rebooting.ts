import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

/** Its value is the number of boots in the last six hours. */
export const rebooting: Alert = {
  name: 'Rebooting',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.rebootingFor,
  expr: held({
    name: 'Rebooting',
    evidence: evidence.live,
    expr: `
resets(device:node_uptime_seconds:max[6h]) >= ${limits.reboots}
`
  })
}
