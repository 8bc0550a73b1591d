import * as units from '@grafana/grafana-foundation-sdk/units'
import { deviceLabels } from '../../device-labels.ts'
import type { Context } from '../../grafana/dashboard.ts'
import { deviceStatus, statusWords } from '../../grafana/device-status.ts'
import { stateTimeline } from '../../grafana/panels/state-timeline.ts'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { chosen, ofDevices } from '../../grafana/selectors.ts'
import { atOrAbove, orangeAtOrAbove } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { DeviceText } from '../../text/device-text.ts'

/** When the device reported and when it did not. */
export const statusOverTime = (text: DeviceText, { common }: Context) => stateTimeline(text.statusOverTime).height(4)
  .mappings([statusWords(common)]).withTarget(promql(deviceStatus, '{{device}}'))

export const clockSkew = (text: DeviceText) => timeSeries(text.clockSkew).span(8).unit(units.Seconds)
  .thresholds(atOrAbove(limits.clockSkewSeconds)).withTarget(promql(ofDevices('mimamori_device_clock_skew_seconds'), '{{device}}'))

/** Data that waits on the device, and data that it had to drop. */
export const backlog = (text: DeviceText) =>
  timeSeries(text.backlog)
    .span(8)
    .unit(units.Seconds)
    .min(0)
    .thresholds(orangeAtOrAbove(limits.spoolAgeSeconds))
    .withTarget(promql(ofDevices('mimamori_device_spool_oldest_age_seconds'), '{{device}}'))

export const dropped = (text: DeviceText) =>
  timeSeries(text.dropped)
    .span(8)
    .unit(units.Short)
    .min(0)
    .thresholds(orangeAtOrAbove(1))
    .withTarget(
      promql(`max by (${deviceLabels}, kind) (increase(mimamori_device_dropped_items_total{${chosen}}[$__rate_interval]))`, '{{kind}}')
    )
