import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

/** Its value is the number of errors that the device has logged in the last hour. */
export const errorBurst: Alert = {
  name: 'ErrorBurst',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.errorBurstFor,
  expr: held({
    name: 'ErrorBurst',
    evidence: evidence.inventory,
    expr: `
device:mimamori_device_log_errors:increase1h >= ${limits.errorsPerHour}
`
  })
}
