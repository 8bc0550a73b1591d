import { hostOutcomes } from '@mimamori/contract'
import type { DeviceSnapshot } from '../../devices/snapshot/device-snapshot.ts'
import type { DeviceUpdate } from '../../devices/snapshot/device-updates.ts'
import { known, oneOf, type InventoryMetric, type InventorySample } from './inventory-metric.ts'

const seconds = (ms: number | undefined): number | undefined => ms === undefined ? undefined : ms / 1000

/** Samples for each release, by its name; a release that nobody has named has an empty label, which to Prometheus is none. */
const ofReleases =
  (read: (update: DeviceUpdate) => readonly InventorySample[]) =>
    ({ updates: { all = [] } }: DeviceSnapshot): readonly InventorySample[] =>
      all.flatMap((update) => read(update).map(({ labels, value }) => ({ labels: { release: update.release, ...labels }, value })))

/** The result of the newest update of each of a device's releases; absent until its first. Outlives the list of runs. */
export const updateMetrics: readonly InventoryMetric[] = [
  {
    name: 'mimamori_update_last_outcome',
    help: 'Outcome of the newest update of each release of the device: 1 for this outcome, 0 for the others; absent until the first.',
    type: 'gauge',
    read: ofReleases(({ outcome }) => oneOf('outcome', hostOutcomes, outcome))
  },
  {
    name: 'mimamori_update_last_success_timestamp_seconds',
    help: 'Time when the release was last updated or found up to date; absent until then.',
    type: 'gauge',
    read: ofReleases(({ lastSuccessMs }) => known(seconds(lastSuccessMs)))
  },
  {
    name: 'mimamori_update_last_run_timestamp_seconds',
    help: 'Time when the newest update of the release ended.',
    type: 'gauge',
    read: ofReleases(({ finishedMs }) => known(seconds(finishedMs)))
  },
  {
    name: 'mimamori_update_last_duration_seconds',
    help: 'Duration of the newest update of the release.',
    type: 'gauge',
    read: ofReleases(({ durationSeconds }) => known(durationSeconds))
  }
]
