import { limits } from '../limits.ts'
import type { Alert } from './alert.ts'
import { ofCollector } from './last-samples.ts'

export const collectorClockUntrusted: Alert = {
  name: 'CollectorClockUntrusted',
  page: '/admin',
  severity: 'critical',
  for: limits.clockUntrustedFor,
  expr: `
# While this is 0 no device is called silent, so that the watch itself has stopped.
min by (instance) (${ofCollector('mimamori_collector_clock_trusted')}) == 0
`
}
