import { jobs } from '../jobs.ts'
import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'

/** The labels of a device's inventory. Aggregating to them drops job and instance: a second collector doubles nothing. */
const device = 'device, site, role'

/** Its value is for how many seconds the device has been silent, or 0 where that is only remembered. */
export const deviceSilent: Alert = {
  name: 'DeviceSilent',
  page: '/admin/devices/{{ $labels.device }}',
  severity: 'warning',
  for: limits.deviceSilentFor,
  expr: `
# Not heard for longer than the device's own limit. It counts from the last message or from when the device became
# expected (enrolled, resumed, back with a new key), whichever was later.
(
  time() - (
    (
      max by (${device}) (mimamori_device_last_seen_timestamp_seconds)
      > on (${device})
      max by (${device}) (mimamori_device_expected_since_timestamp_seconds)
    )
    or
    max by (${device}) (mimamori_device_expected_since_timestamp_seconds)
    or
    # Where a collector does not say since when.
    max by (${device}) (mimamori_device_last_seen_timestamp_seconds)
    or
    max by (${device}) (mimamori_device_enrolled_timestamp_seconds)
  )
  > on (${device})
  max by (${device}) (mimamori_device_silent_after_seconds)
)
# This starts nothing while a collector cannot be scraped or does not trust its own clock.
and on () (min(up{job="${jobs.inventory}"}) == 1 and min(mimamori_collector_clock_trusted) == 1)
# Off on purpose. Not mimamori_device_expected: that is 0 at night too, and a true alert would end each evening.
unless on (device) (
  max by (device) (mimamori_device_state{state=~"paused|retired|revoked"}) == 1
)
or
# Meanwhile, what fires goes on: a failed scrape makes the series above vanish, and the device is no less silent for it.
(
  0 * max by (${device}) (ALERTS{alertname="DeviceSilent", alertstate="firing"})
  unless on ()
  (min(up{job="${jobs.inventory}"}) == 1 and min(mimamori_collector_clock_trusted) == 1)
  unless on (device) (
    max by (device) (mimamori_device_state{state=~"paused|retired|revoked"}) == 1
  )
)
`
}
