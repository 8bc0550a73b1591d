import * as units from '@grafana/grafana-foundation-sdk/units'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { chosenAlsoLate, realInterfaces, wholeDisks } from '../../grafana/selectors.ts'
import { atOrAbove, below } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { DeviceText } from '../../text/device-text.ts'

const onDisk = `${chosenAlsoLate}, fstype!~"tmpfs|ramfs|overlay|squashfs"`

export const fileSystems = (text: DeviceText) =>
  timeSeries(text.fileSystems)
    .unit(units.PercentUnit)
    .min(0)
    .max(1)
    .thresholds(atOrAbove(limits.diskUsageRatio))
    .withTarget(
      promql(
        `1 - max by (mountpoint) (node_filesystem_avail_bytes{${onDisk}}) / max by (mountpoint) (node_filesystem_size_bytes{${onDisk}})`,
        '{{mountpoint}}'
      )
    )

export const diskBytes = (text: DeviceText) =>
  timeSeries(text.diskBytes)
    .unit(units.BytesPerSecondSI)
    .min(0)
    .withTarget(
      promql(`max by (device) (rate(node_disk_read_bytes_total{${chosenAlsoLate}, ${wholeDisks}}[$__rate_interval]))`, text.legends.read)
    )
    .withTarget(
      promql(
        `max by (device) (rate(node_disk_written_bytes_total{${chosenAlsoLate}, ${wholeDisks}}[$__rate_interval]))`,
        text.legends.written
      )
    )

export const network = (text: DeviceText) =>
  timeSeries(text.network)
    .unit(units.BytesPerSecondSI)
    .min(0)
    .withTarget(
      promql(
        `max by (device) (rate(node_network_receive_bytes_total{${chosenAlsoLate}, ${realInterfaces}}[$__rate_interval]))`,
        text.legends.received
      )
    )
    .withTarget(
      promql(
        `max by (device) (rate(node_network_transmit_bytes_total{${chosenAlsoLate}, ${realInterfaces}}[$__rate_interval]))`,
        text.legends.sent
      )
    )

/** The interface is in `exported_device`, since the label `device` is the device's id. */
export const wifiSignal = (text: DeviceText) => timeSeries(text.wifiSignal).unit(units.DecibelMilliWatt)
  .thresholds(below(limits.wirelessSignalDbm))
  .withTarget(promql(`max by (exported_device) (mimamori_wireless_signal_dbm{${chosenAlsoLate}})`, '{{exported_device}}'))
