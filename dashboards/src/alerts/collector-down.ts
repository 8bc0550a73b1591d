import { jobs } from '../jobs.ts'
import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'

export const collectorDown: Alert = {
  name: 'CollectorDown',
  severity: 'critical',
  for: limits.collectorDownFor,
  expr: `
# Both of its pages, since DeviceSilent needs both; by the collector's address, so that each of several counts.
min by (instance) (up{job=~"${jobs.collector}|${jobs.inventory}"}) == 0
or
# Not even configured: without this a lost scrape job would be silent itself.
absent(up{job="${jobs.inventory}"})
`
}
