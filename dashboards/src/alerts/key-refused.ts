import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

export const keyRefused: Alert = {
  name: 'KeyRefused',
  page: devicePage,
  severity: 'warning',
  for: limits.keyRefusedFor,
  expr: held({
    name: 'KeyRefused',
    evidence: evidence.inventory,
    expr: `
# There only while the refusal is newer than all that was heard of the device, and than its newest key.
min by (${deviceLabels}) (${ofCollector('mimamori_device_key_refused_timestamp_seconds')})
`
  })
}
