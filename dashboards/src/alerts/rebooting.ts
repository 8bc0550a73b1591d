import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

/** Its value is how often the device has booted in the last six hours. */
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
# By the time since the boot, which a clock that is set does not change as it does the time of the boot.
max by (${deviceLabels}) (resets((node_time_seconds - node_boot_time_seconds)[6h:2m])) >= ${limits.reboots}
`
  })
}
