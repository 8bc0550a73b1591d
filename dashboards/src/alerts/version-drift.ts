import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

const labels = `${deviceLabels}, release, revision`

const running = ofCollector('mimamori_device_release_info')

/** Compared with its role: most devices of it run another revision. */
export const versionDrift: Alert = {
  name: 'VersionDrift',
  page: devicePage,
  onlyWhileReporting: true,
  acrossSites: true,
  severity: 'warning',
  for: limits.versionDriftFor,
  expr: held({
    name: 'VersionDrift',
    labels,
    evidence: evidence.inventory,
    expr: `
max by (${labels}) (${running})
unless on (role, release, revision) (
  # Revisions that as many devices of the role run as any other.
  count by (role, release, revision) (group by (${labels}) (${running}))
  >= on (role, release) group_left ()
  max by (role, release) (count by (role, release, revision) (group by (${labels}) (${running})))
)
`
  })
}
