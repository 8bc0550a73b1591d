import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

/** Its value is the difference from the server’s clock in seconds. */
export const clockWrong: Alert = {
  name: 'ClockWrong',
  page: devicePage,
  onlyWhileReporting: true,
  acrossSites: true,
  severity: 'warning',
  for: limits.clockWrongFor,
  expr: held({
    name: 'ClockWrong',
    evidence: evidence.fresh,
    expr: `
max by (${deviceLabels}) (abs(${ofCollector('mimamori_device_clock_skew_seconds')})) > ${limits.clockSkewSeconds}
`
  })
}
