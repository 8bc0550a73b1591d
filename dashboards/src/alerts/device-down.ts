import { deviceLabels } from '../device-labels.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

const labels = `${deviceLabels}, severity`

const limit = `max by (${labels}) (${ofCollector('mimamori_device_down_after_seconds')})`

/**
 * It stopped without a shutdown report. It waits in its condition, by a time that neither a clock that is set nor a failed scrape can
 * lengthen, and has no `for` after that. Its value is the time since the last report in seconds.
 */
export const deviceDown: Alert = {
  name: 'DeviceDown',
  page: devicePage,
  severity: 'warning',
  severityByDevice: true,
  expr: held({
    name: 'DeviceDown',
    labels,
    evidence: evidence.inventory,
    expr: `
(time() - max by (${deviceLabels}) (${ofCollector('mimamori_device_last_seen_timestamp_seconds')}))
* on (${deviceLabels}) group_right ()
group by (${labels}) (
  # Heard by none of the collectors.
  min by (${deviceLabels}) (${ofCollector('mimamori_device_quiet_seconds')}) > on (${deviceLabels}) group_right () ${limit}
  and on (device) max by (device) (${ofCollector('mimamori_device_expected')}) == 1
  or
  # Until it is heard: also after its site has closed, and after a start of the collector, which counts from then.
  ${limit}
  and on (${deviceLabels}) ALERTS{alertname="DeviceDown", alertstate="firing"}
  unless on (device) max by (device) (${ofCollector('mimamori_device_freshness{freshness="fresh"}')}) == 1
)
`
  })
}
