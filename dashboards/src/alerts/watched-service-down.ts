import { deviceLabels } from '../device-labels.ts'
import { notLate } from '../jobs.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofDevices } from './last-samples.ts'

const labels = `${deviceLabels}, name`

/** For units and processes that the agent is set to watch. */
export const watchedServiceDown: Alert = {
  name: 'WatchedServiceDown',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.watchedDownFor,
  expr: held({
    name: 'WatchedServiceDown',
    labels,
    evidence: evidence.live,
    expr: `
# 1 for what is down, since the value 0 means that this can no longer be seen.
1 - max by (${labels}) (${ofDevices('mimamori_watched_unit_active')}) == 1
or
(max by (${labels}) (${ofDevices('mimamori_watched_processes')}) == 0) + 1
or
# It comes back each time, and fails again.
max by (${labels}) (increase(mimamori_watched_unit_restarts_total{${notLate}}[1h])) >= ${limits.serviceRestarts}
`
  })
}
