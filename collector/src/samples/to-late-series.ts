import { deviceLabelFamilies } from '@mimamori/contract/device-label-families'
import { gapAt, type Gap } from '../devices/connection/gaps.ts'
import { targetLabels } from '../devices/registry/target-labels.ts'
import type { Device } from '../devices/registry/device.ts'
import type { LateBatch } from './late-samples.ts'
import type { LateSeries } from './remote-write/remote-write.ts'
import { sampleNumber } from './sample-number.ts'

/** Apart from the live series, so that neither can refuse a sample of the other (docs/adr/0036-late-samples-by-remote-write.md). */
const job = 'device_backfill'

const isOfThing = new RegExp(`^${deviceLabelFamilies}$`)

/** With the labels of the target as Prometheus' configuration gives them to a scraped series (dashboards/src/config/prometheus.ts). */
const withTarget = (
  labels: Readonly<Record<string, string>>,
  target: ReturnType<typeof targetLabels>
): Readonly<Record<string, string>> => {
  const { exported_device: thing, ...others } = labels
  return thing !== undefined && isOfThing.test(labels['__name__']!) ? { ...others, ...target, device: thing } : { ...labels, ...target }
}

/**
 * A batch as it is written: with the labels that the device's target has now, and the end of its gap if that is known by now.
 */
export const toLateSeries = (
  { timesMs, series }: LateBatch,
  device: Pick<Device, 'id' | 'site' | 'role'>,
  gaps: readonly Gap[]
): readonly LateSeries[] => {
  const endMs = gapAt(gaps, timesMs.at(-1)!)?.untilMs
  const target = targetLabels(device, job)
  return series.map(({ labels, values }) => ({
    labels: withTarget(labels, target),
    samples: values.flatMap((value, i) => (value === null ? [] : [{ timestampMs: timesMs[i]!, value: sampleNumber(value) }])),
    ...(endMs !== undefined && { endMs })
  }))
}
