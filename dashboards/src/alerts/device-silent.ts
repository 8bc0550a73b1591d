import { deviceLabels } from '../device-labels.ts'
import { limits } from '../limits.ts'
import { devicePage, type Alert } from './alert.ts'
import { evidence, held } from './held.ts'
import { ofCollector } from './last-samples.ts'

/** Its value is how long the device has been silent in seconds, or 0 while that cannot be seen. */
export const deviceSilent: Alert = {
  name: 'DeviceSilent',
  page: devicePage,
  severity: 'warning',
  for: limits.deviceSilentFor,
  expr: held({
    name: 'DeviceSilent',
    evidence: evidence.inventoryAndClock,
    expr: `
# Not heard for longer than the device's own limit. It counts from the last message or from when the device became
# expected (enrolled, resumed, back with a new key), whichever was later.
(
  time() - (
    (
      max by (${deviceLabels}) (${ofCollector('mimamori_device_last_seen_timestamp_seconds')})
      > on (${deviceLabels})
      max by (${deviceLabels}) (${ofCollector('mimamori_device_expected_since_timestamp_seconds')})
    )
    or
    max by (${deviceLabels}) (${ofCollector('mimamori_device_expected_since_timestamp_seconds')})
    or
    # Where a collector does not say since when.
    max by (${deviceLabels}) (${ofCollector('mimamori_device_last_seen_timestamp_seconds')})
    or
    max by (${deviceLabels}) (${ofCollector('mimamori_device_enrolled_timestamp_seconds')})
  )
  > on (${deviceLabels})
  max by (${deviceLabels}) (${ofCollector('mimamori_device_silent_after_seconds')})
)
# This starts nothing while a collector cannot be scraped or does not trust its own clock.
and on () (${evidence.inventoryAndClock.expr})
`
  })
}
