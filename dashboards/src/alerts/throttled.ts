import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

export const throttled: Alert = {
  name: 'Throttled',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.throttlingFor,
  expr: held({
    name: 'Throttled',
    evidence: evidence.live,
    expr: `
# Not soft_temperature_limit: some boards reach it at 60 °C, and clock down a little.
max by (${deviceLabels}) (avg_over_time(mimamori_throttling_active{condition=~"throttled|frequency_capped", ${notLate}}[1h])) >= ${limits.throttlingRatio}
`
  })
}
