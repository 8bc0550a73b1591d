import * as units from '@grafana/grafana-foundation-sdk/units'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { chosenLive, wholeDisks, worstTen } from '../../grafana/selectors.ts'
import { atOrAbove, orangeAtOrAbove } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { HardwareText } from '../../text/hardware-text.ts'

/** The wear of cards: facts, and no invented health percentage. */
export const writtenADay = (text: HardwareText) =>
  timeSeries(text.writtenADay)
    .span(8)
    .unit(units.BytesSI)
    .min(0)
    .thresholds(orangeAtOrAbove(limits.writtenBytesPerDay))
    .withTarget(
      promql(
        worstTen(`86400 * sum by (instance) (rate(node_disk_written_bytes_total{${chosenLive}, ${wholeDisks}}[$__rate_interval]))`),
        '{{instance}}'
      )
    )

export const fileSystemErrorsOverTime = (text: HardwareText) =>
  timeSeries(text.fileSystemErrorsOverTime)
    .span(8)
    .unit(units.Short)
    .min(0)
    .decimals(0)
    .thresholds(atOrAbove(1))
    .withTarget(promql(worstTen(`max by (instance) (mimamori_ext4_errors_total{${chosenLive}})`), '{{instance}}'))

export const busy = (text: HardwareText) =>
  timeSeries(text.busy)
    .span(8)
    .unit(units.PercentUnit)
    .min(0)
    .max(1)
    .withTarget(
      promql(
        worstTen(`max by (instance) (rate(node_disk_io_time_seconds_total{${chosenLive}, ${wholeDisks}}[$__rate_interval]))`),
        '{{instance}}'
      )
    )
