import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofDevices } from './last-samples.ts'

const labels = `${deviceLabels}, name`

/** For addresses that the agent is set to check, and for releases. */
export const watchedCheckFailing: Alert = {
  name: 'WatchedCheckFailing',
  page: devicePage,
  onlyWhileReporting: true,
  severity: 'warning',
  for: limits.watchedDownFor,
  expr: held({
    name: 'WatchedCheckFailing',
    labels,
    evidence: evidence.live,
    expr: `
# 1 for what fails, since the value 0 means that this can no longer be seen.
1 - max by (${labels}) (${ofDevices('mimamori_watched_http_up')}) == 1
or
# A release that does not report its revision does not answer either.
1 - max by (${labels}) (label_replace(${ofDevices('mimamori_release_up')}, "name", "$1", "release", "(.+)")) == 1
`
  })
}
