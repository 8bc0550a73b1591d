import { droppedKinds, freshnesses } from '@mimamori/contract'
import { lastHeardMs } from '../../devices/connection/connection.ts'
import { keyRefusedAtMs, unexplainedQuietMs } from '../../devices/freshness/evaluate-status.ts'
import { known, oneOf, type InventoryMetric } from './inventory-metric.ts'

const seconds = (ms: number | undefined): number | undefined => ms === undefined ? undefined : ms / 1000

/** Unknown kinds count as one, so that a device cannot make up series. */
const sumOfOthers = (dropped: Readonly<Record<string, number>>): number =>
  Object.entries(dropped).reduce((sum, [kind, count]) => (droppedKinds as readonly string[]).includes(kind) ? sum : sum + count, 0)

/** When and how a device was heard. */
export const connectionMetrics: readonly InventoryMetric[] = [
  {
    name: 'mimamori_device_last_seen_timestamp_seconds',
    help: 'Server time of the last message with the device’s key; absent until the first.',
    type: 'gauge',
    ofRetired: true,
    read: ({ connection, nowMs }) => known(seconds(lastHeardMs(connection, nowMs)))
  },
  {
    name: 'mimamori_device_quiet_seconds',
    help:
      'Time for which an active device has sent nothing, in this run of the collector, after its first interval; ' +
      'absent if its last message was a shutdown report.',
    type: 'gauge',
    // An age instead of a timestamp: a clock that is set, and scrapes that fail, must not call a whole fleet down.
    read: (device) => known(seconds(unexplainedQuietMs(device)))
  },
  {
    name: 'mimamori_device_freshness',
    help: 'Freshness of the device’s reports: 1 for the current one, 0 for the others.',
    type: 'gauge',
    read: ({ status }) => oneOf('freshness', freshnesses, status.freshness)
  },
  {
    name: 'mimamori_device_reachable',
    help: 'Whether the device answers while it is late or silent: a TCP connection to its registered address, or a scrape that fails with an answer.',
    type: 'gauge',
    read: ({ status }) => (status.freshness === 'fresh' || status.reachable === undefined ? [] : known(status.reachable ? 1 : 0))
  },
  {
    name: 'mimamori_device_key_refused_timestamp_seconds',
    help: 'When the device’s key was last rejected; absent once the device was heard or got a new key.',
    type: 'gauge',
    read: (device) => known(seconds(keyRefusedAtMs(device)))
  },
  {
    name: 'mimamori_device_identity_conflict_timestamp_seconds',
    help: 'When two machines were last found to report in turn with the device’s key; absent until then.',
    type: 'gauge',
    read: ({ connection }) => known(seconds(connection?.conflict?.atMs))
  },
  {
    name: 'mimamori_device_clock_skew_seconds',
    help: 'Device clock minus server clock, at the last message with the device’s time.',
    type: 'gauge',
    read: ({ connection }) => known(connection?.clockSkewSeconds)
  },
  {
    name: 'mimamori_device_reports_total',
    help: 'Reports accepted from the device.',
    type: 'counter',
    read: ({ connection }) => known(connection?.reportsTotal ?? 0)
  },
  {
    name: 'mimamori_device_dropped_items_total',
    help: 'Items that the device lost before it could send them, by kind; journal: entries of its journal, of all priorities, that were removed before its agent read them.',
    type: 'counter',
    read: ({ connection }) => {
      const dropped = connection?.dropped ?? {}
      return [
        ...droppedKinds.map((kind) => ({ labels: { kind }, value: dropped[kind] ?? 0 })),
        { labels: { kind: 'other' }, value: sumOfOthers(dropped) }
      ]
    }
  },
  {
    name: 'mimamori_device_spool_oldest_age_seconds',
    help: 'Age of the oldest batch in the device’s spool; absent if the spool is empty or the device is not fresh.',
    type: 'gauge',
    read: ({ connection, status }) => (status.freshness === 'fresh' ? known(seconds(connection?.spoolOldestAgeMs)) : [])
  },
  {
    name: 'mimamori_device_log_lines_total',
    help: 'Log lines stored from the device, by level.',
    type: 'counter',
    read: ({ logLinesTotal }) => Object.entries(logLinesTotal).map(([level, value]) => ({ labels: { level }, value }))
  }
]
