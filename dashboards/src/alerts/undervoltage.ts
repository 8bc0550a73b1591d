import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

export const undervoltage: Alert = {
  name: 'Undervoltage',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.throttlingFor,
  expr: held({
    name: 'Undervoltage',
    evidence: evidence.live,
    expr: `
# Low voltage comes and goes with the load, often for seconds: what counts is how much of the last hour had it.
max by (${deviceLabels}) (avg_over_time(mimamori_throttling_active{condition="undervoltage", ${notLate}}[1h])) >= ${limits.throttlingRatio}
`
  })
}
