import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { evidence, held } from './held.ts'

/** Its value is the number of lines that were lost in the last hour. */
export const logLinesRefused: Alert = {
  name: 'LogLinesRefused',
  page: '/admin/logs',
  severity: 'warning',
  for: limits.logLinesRefusedFor,
  expr: held({
    name: 'LogLinesRefused',
    labels: 'instance',
    evidence: evidence.collector,
    expr: `
sum by (instance) (increase(mimamori_collector_loki_lines_refused_total[1h])) > 0
`
  })
}
