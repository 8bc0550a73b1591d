import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

/** Its value is the temperature in degrees Celsius. */
export const tooHot: Alert = {
  name: 'TooHot',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.tooHotFor,
  expr: held({
    name: 'TooHot',
    evidence: evidence.keyMetrics,
    expr: `
max by (${deviceLabels}) (${ofCollector('mimamori_device_temperature_celsius')}) >= ${limits.temperatureCelsius}
`
  })
}
