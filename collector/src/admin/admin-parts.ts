import type { Clock } from '../clock/clock.ts'
import type { Config } from '../config/settings.ts'
import type { FleetView } from '../devices/fleet-view.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Updates } from '../updates/updates.ts'
import type { PastVitals } from '../devices/key-metrics/past-vitals.ts'

/** What the page needs of the collector. */
export interface AdminParts {
  readonly fleet: FleetView
  readonly pastVitals: PastVitals
  readonly logs: LogStore
  readonly updates: Pick<Updates, 'ofDevice' | 'queue'>
  readonly clock: Clock
  readonly timeZoneOf: (site: string) => string
  readonly config: Pick<Config, 'tlsCert'>
}
