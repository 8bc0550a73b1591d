import { hostOutcomes } from '@mimamori/contract'
import { known, oneOf, type InventoryMetric } from './inventory-metric.ts'

const seconds = (ms: number | undefined): number | undefined => ms === undefined ? undefined : ms / 1000

/** What the device's newest update came to; absent until its first. Outlives the list of runs. */
export const updateMetrics: readonly InventoryMetric[] = [
  {
    name: 'mimamori_update_last_outcome',
    help: 'Outcome of the device’s newest update: 1 for this outcome, 0 for the others; absent until the first.',
    type: 'gauge',
    read: ({ updates: { last } }) => last ? oneOf('outcome', hostOutcomes, last.outcome) : []
  },
  {
    name: 'mimamori_update_last_success_timestamp_seconds',
    help: 'Time when the device was last updated or found up to date; absent until then.',
    type: 'gauge',
    read: ({ updates: { last } }) => known(seconds(last?.lastSuccessMs))
  },
  {
    name: 'mimamori_update_last_run_timestamp_seconds',
    help: 'Time when the device’s newest update ended.',
    type: 'gauge',
    read: ({ updates: { last } }) => known(seconds(last?.finishedMs))
  },
  {
    name: 'mimamori_update_last_duration_seconds',
    help: 'Duration of the device’s newest update.',
    type: 'gauge',
    read: ({ updates: { last } }) => known(last?.durationSeconds)
  }
]
