import { StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common'
import * as units from '@grafana/grafana-foundation-sdk/units'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { promql } from '../../grafana/queries.ts'
import { chosenAlsoLate, ofDevices } from '../../grafana/selectors.ts'
import { atOrAbove } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { DeviceText } from '../../text/device-text.ts'

/** The processor's time by mode, as a share of all cores. */
export const cpuByMode = (text: DeviceText) => timeSeries(text.cpuByMode).unit(units.PercentUnit).min(0).max(1).fillOpacity(50).lineWidth(0)
  .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
  .withTarget(promql(`avg by (mode) (rate(node_cpu_seconds_total{${chosenAlsoLate}, mode!="idle"}[$__rate_interval]))`, '{{mode}}'))

export const loadAverage = (text: DeviceText) => timeSeries(text.loadAverage).unit(units.Short).min(0)
  .withTarget(promql(`max by (instance) (node_load1{${chosenAlsoLate}})`, text.legends.load1))
  .withTarget(promql(`max by (instance) (node_load15{${chosenAlsoLate}})`, text.legends.load15))
  .withTarget(promql(`count by (instance) (node_cpu_seconds_total{${chosenAlsoLate}, mode="idle"})`, text.legends.cores))

export const memoryOverTime = (text: DeviceText) =>
  timeSeries(text.memoryOverTime)
    .unit(units.BytesIEC)
    .min(0)
    .withTarget(
      promql(
        `max by (instance) (node_memory_MemTotal_bytes{${chosenAlsoLate}}) - max by (instance) (node_memory_MemAvailable_bytes{${chosenAlsoLate}})`,
        text.legends.used
      )
    )
    .withTarget(promql(`max by (instance) (node_memory_MemTotal_bytes{${chosenAlsoLate}})`, text.legends.total))
    .withTarget(
      promql(
        `max by (instance) (node_memory_SwapTotal_bytes{${chosenAlsoLate}}) - max by (instance) (node_memory_SwapFree_bytes{${chosenAlsoLate}})`,
        text.legends.swap
      )
    )

export const temperatureOverTime = (text: DeviceText) =>
  timeSeries(text.temperatureOverTime)
    .unit(units.Celsius)
    .thresholds(atOrAbove(limits.temperatureCelsius))
    .withTarget(promql(ofDevices('mimamori_device_temperature_celsius'), text.legends.temperature))
