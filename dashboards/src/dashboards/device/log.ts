import { GraphDrawStyle } from '@grafana/grafana-foundation-sdk/common'
import * as units from '@grafana/grafana-foundation-sdk/units'
import { deviceLabels } from '../../device-labels.ts'
import { fixedColor } from '../../grafana/overrides.ts'
import { logLines } from '../../grafana/panels/log-lines.ts'
import { timeSeries } from '../../grafana/panels/time-series.ts'
import { logql, promql } from '../../grafana/queries.ts'
import { chosen } from '../../grafana/selectors.ts'
import type { DeviceText } from '../../text/device-text.ts'

export const linesByLevel = (text: DeviceText) =>
  timeSeries(text.linesByLevel)
    .span(24)
    .height(6)
    .unit(units.Short)
    .min(0)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(60)
    .withTarget(
      promql(`max by (${deviceLabels}, level) (increase(mimamori_device_log_lines_total{${chosen}}[$__rate_interval]))`, '{{level}}')
    )
    .overrideByName('error', fixedColor('red'))
    .overrideByName('warn', fixedColor('orange'))
    .overrideByName('info', fixedColor('green'))
    .overrideByName('debug', fixedColor('text'))

export const lines = (text: DeviceText) => logLines(text.log).withTarget(logql('{job=~".+", device="$device"}'))
