import { freshnesses } from '@mimamori/contract'
import { known, oneOf, type InventoryMetric } from './inventory-metric.ts'

/** What a device can drop; any other kind is counted as other, so that a device cannot make up series. */
const droppedKinds = ['report', 'logs', 'samples'] as const

const seconds = (ms: number | undefined): number | undefined => ms === undefined ? undefined : ms / 1000

const sumOfOthers = (dropped: Readonly<Record<string, number>>): number =>
  Object.entries(dropped).reduce((sum, [kind, count]) => (droppedKinds as readonly string[]).includes(kind) ? sum : sum + count, 0)

/** When and how a device was heard. */
export const connectionMetrics: readonly InventoryMetric[] = [
  {
    name: 'mimamori_device_last_seen_timestamp_seconds',
    help: 'Server time of the last message that came with the device’s key; absent until the first.',
    type: 'gauge',
    ofRetired: true,
    read: ({ connection }) => known(seconds(connection?.lastSeenMs))
  },
  {
    name: 'mimamori_device_freshness',
    help: 'Whether the device was heard lately: 1 for the one that holds.',
    type: 'gauge',
    read: ({ status }) => oneOf('freshness', freshnesses, status.freshness)
  },
  {
    name: 'mimamori_device_reachable',
    help: 'Whether the registered address answers TCP; only tried while the device is late or silent.',
    type: 'gauge',
    read: ({ status }) => status.freshness === 'fresh' || status.reachable === undefined ? [] : known(status.reachable ? 1 : 0)
  },
  {
    name: 'mimamori_device_clock_skew_seconds',
    help: 'The device’s wall clock minus the server’s, at its last message that told it.',
    type: 'gauge',
    read: ({ connection }) => known(connection?.clockSkewSeconds)
  },
  {
    name: 'mimamori_device_reports_total',
    help: 'Reports of the device that were accepted.',
    type: 'counter',
    read: ({ connection }) => known(connection?.reportsTotal ?? 0)
  },
  {
    name: 'mimamori_device_dropped_items_total',
    help: 'What the device had to drop before it could be sent, by kind.',
    type: 'counter',
    read: ({ connection }) => {
      const dropped = connection?.dropped ?? {}
      return [...droppedKinds.map((kind) => ({ labels: { kind }, value: dropped[kind] ?? 0 })), { labels: { kind: 'other' }, value: sumOfOthers(dropped) }]
    }
  },
  {
    name: 'mimamori_device_spool_oldest_age_seconds',
    help: 'Age of the oldest batch that the device still keeps for sending; absent where it keeps none, and while the device is not fresh.',
    type: 'gauge',
    read: ({ connection, status }) => status.freshness === 'fresh' ? known(seconds(connection?.spoolOldestAgeMs)) : []
  },
  {
    name: 'mimamori_device_log_lines_total',
    help: 'Log lines of the device that were stored, by level.',
    type: 'counter',
    read: ({ logLinesTotal }) => Object.entries(logLinesTotal).map(([level, value]) => ({ labels: { level }, value }))
  }
]
