import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

export const logNotStored: Alert = {
  name: 'LogNotStored',
  page: '/admin/logs',
  severity: 'warning',
  for: limits.logNotStoredFor,
  expr: held({
    name: 'LogNotStored',
    labels: 'instance',
    evidence: evidence.collector,
    expr: `
# How much of the room is taken by what waits: above 0, since what could not be stored is given back to the queue.
max by (instance) (${ofCollector('mimamori_collector_log_queue_bytes')} / ${ofCollector('mimamori_collector_log_queue_limit_bytes')})
and on (instance) min by (instance) (${ofCollector('mimamori_collector_log_backend_up')}) == 0
`
  })
}
