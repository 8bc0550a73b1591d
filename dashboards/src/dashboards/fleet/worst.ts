import * as units from '@grafana/grafana-foundation-sdk/units'
import { barGauge } from '../../grafana/panels/bar-gauge.ts'
import { instant } from '../../grafana/queries.ts'
import { ofDevices } from '../../grafana/selectors.ts'
import { atOrAbove } from '../../grafana/thresholds.ts'
import { limits } from '../../limits.ts'
import type { FleetText } from '../../text/fleet-text.ts'

const worstOf = (metric: string) => instant(`sort_desc(topk(5, ${ofDevices(metric)}))`, '{{device}}')

export const hottest = (text: FleetText) => barGauge(text.hottest).unit(units.Celsius).decimals(0).min(0).max(100)
  .thresholds(atOrAbove(limits.temperatureCelsius)).withTarget(worstOf('mimamori_device_temperature_celsius'))

export const fullest = (text: FleetText) => barGauge(text.fullest).unit(units.PercentUnit).decimals(0).min(0).max(1)
  .thresholds(atOrAbove(limits.diskUsageRatio)).withTarget(worstOf('mimamori_device_disk_usage_ratio'))

export const leastMemoryLeft = (text: FleetText) => barGauge(text.memory).unit(units.PercentUnit).decimals(0).min(0).max(1)
  .thresholds(atOrAbove(limits.memoryUsageRatio)).withTarget(worstOf('mimamori_device_memory_usage_ratio'))
