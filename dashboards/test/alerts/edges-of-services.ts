import { inventory, live, type Edges } from './edges.ts'
import { climb, stay } from './values.ts'

/** What the agent is set to watch, what it logs, and what it sends. */
export const edgesOfServices: readonly Edges[] = [
  {
    alert: 'WatchedServiceDown',
    severity: 'warning',
    seenIn: 'live',
    series: {
      [`mimamori_watched_unit_active{${live},name="kiosk.service"}`]: [...stay(10, 1), ...stay(40, 0), ...stay(60, 1)],
      [`mimamori_watched_unit_active{${live},name="ssh.socket"}`]: stay(110, 1)
    },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50,
    labels: { name: 'kiosk.service' }
  },
  {
    alert: 'WatchedCheckFailing',
    severity: 'warning',
    seenIn: 'live',
    series: { [`mimamori_watched_http_up{${live},name="signage"}`]: [...stay(10, 1), ...stay(40, 0), ...stay(60, 1)] },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50,
    labels: { name: 'signage' }
  },
  {
    alert: 'ErrorBurst',
    severity: 'warning',
    seenIn: 'inventory',
    // One a minute, then two.
    series: {
      [`mimamori_device_log_lines_total{${inventory},level="error"}`]: [...climb(60, 0, 1), ...climb(70, 61, 2), ...stay(130, 200)]
    },
    silentAt: 100,
    firesAt: 112,
    endsAt: 190,
    value: '113'
  },
  {
    alert: 'ItemsDropped',
    severity: 'warning',
    seenIn: 'inventory',
    series: { [`mimamori_device_dropped_items_total{${inventory},kind="logs"}`]: [...stay(30, 0), ...stay(180, 12)] },
    silentAt: 39,
    firesAt: 41,
    endsAt: 100
  },
  {
    alert: 'KeyRefused',
    severity: 'warning',
    seenIn: 'inventory',
    series: {
      [`mimamori_device_key_refused_timestamp_seconds{${inventory}}`]: [...stay(10, undefined), ...stay(40, 600)],
      [`mimamori_device_clock_skew_seconds{${inventory}}`]: stay(110, 0)
    },
    silentAt: 24,
    firesAt: 25,
    endsAt: 53
  },
  {
    alert: 'IdentityConflict',
    severity: 'warning',
    seenIn: 'inventory',
    // One of long ago, one of now, and then as if a day had passed.
    series: {
      [`mimamori_device_identity_conflict_timestamp_seconds{${inventory}}`]: [...stay(10, -90_000), ...stay(40, 600), ...stay(60, -90_000)]
    },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50
  }
]
