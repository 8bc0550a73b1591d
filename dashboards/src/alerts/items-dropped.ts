import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'

export const itemsDropped: Alert = {
  name: 'ItemsDropped',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.itemsDroppedFor,
  expr: held({
    name: 'ItemsDropped',
    evidence: evidence.inventory,
    expr: `
sum by (${deviceLabels}) (max by (${deviceLabels}, kind) (increase(mimamori_device_dropped_items_total[1h]))) > 0
`
  })
}
