import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

const labels = `${deviceLabels}, release`

/** For each release of a device: the success of another one, such as of the agent's upgrade, ends nothing. */
export const updateFailed: Alert = {
  name: 'UpdateFailed',
  page: devicePage,
  acrossSites: true,
  severity: 'warning',
  for: limits.updateFailedFor,
  expr: held({
    name: 'UpdateFailed',
    labels,
    evidence: evidence.inventory,
    expr: `
max by (${labels}) (${ofCollector('mimamori_update_last_outcome{outcome=~"failed|rolled_back"}')}) == 1
`
  })
}
